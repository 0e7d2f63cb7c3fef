/** Declarations of what cells find as global names beside the language's own (`notebooks/kernel/kernel.ts`, `CellGlobals`). */
export const cellGlobals = `
interface CellConsole {
  log(...values: unknown[]): void
  info(...values: unknown[]): void
  debug(...values: unknown[]): void
  warn(...values: unknown[]): void
  error(...values: unknown[]): void
  trace(...values: unknown[]): void
  dir(value: unknown): void
  table(value: unknown): void
  assert(condition: unknown, ...values: unknown[]): void
  count(label?: string): void
  countReset(label?: string): void
  time(label?: string): void
  timeLog(label?: string): void
  timeEnd(label?: string): void
  group(...values: unknown[]): void
  groupCollapsed(...values: unknown[]): void
  groupEnd(): void
}
declare const console: CellConsole
/** Calls \`callback\` after that many milliseconds of the cell's own time. */
declare function setTimeout(callback: () => void, millis?: number): number
declare function clearTimeout(timer: number | undefined): void
declare function queueMicrotask(callback: () => void): void
`

import type { AttachedContent } from './attachments.ts'
import type { DisplayMessage, FromKernel } from './protocol.ts'

/** What a kernel needs of the place it runs in. Nothing of it is handed on to cells. */
export interface KernelHost {
  post(message: FromKernel): void
  /** Sends a display with what is attached to it. Absent where nothing goes beside messages: then nothing is made. */
  postAttached?(message: DisplayMessage, attached: readonly AttachedContent[]): void
  /**
   * The value of a JavaScript expression, evaluated in the kernel's realm. Throws SyntaxError of that realm.
   * `filename` stands in stack traces; lines and columns are those of `code`.
   */
  evaluate(code: string, filename: string): unknown
  /** A clock that only goes forward, for time limits. Cells never see it. */
  nowMillis(): number
  /** Calls `callback` once, `millis` from now, with nothing of the kernel on the stack. Returns what `clearTimer` takes. */
  setTimer(callback: () => void, millis: number): number
  clearTimer(timer: number): void
  /** Puts back what cells changed of the built-ins; called before the kernel does work of its own. */
  repair?(): void
  /** Looked at now and then by loop guards: true stops the running cell. */
  stopRequested?(): boolean
}

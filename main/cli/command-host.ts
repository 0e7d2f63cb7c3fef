import type { Problem, Result } from '../../engine/index.ts'
import type { KernelConnection } from '../../notebooks/kernel/index.ts'

/** What the commands need of the machine. */
export interface CommandHost {
  /** Reads a UTF-8 text file. */
  readText(path: string): Promise<Result<string>>
  /** Why `writeText` could not write here; `null` when nothing is in the way. */
  whyNotWritable(path: string): Promise<Problem | null>
  /** Replaces the whole file at once: a reader sees the old text or the new. */
  writeText(path: string, text: string): Promise<Result<null>>
  /**
   * The file itself, or the notebooks below a folder in the order of their paths, without `node_modules`, `.ipynb_checkpoints` and
   * other dot folders.
   */
  findNotebooks(path: string): Promise<Result<string[]>>
  startKernel(): KernelConnection
  /** A clock that only runs forward. */
  nowMillis(): number
  readonly processors: number
  /** Path of the notebook that `replilab tour` shows. */
  readonly tourNotebook: string
  /** Aborted when the user interrupts the command. */
  readonly interrupted: AbortSignal
}

/** Where a command writes text. */
export interface TextSink {
  write(text: string): void
  readonly isTerminal: boolean
  /** Whether text may be coloured. */
  readonly hasColor: boolean
  /** Characters in a line of the terminal. */
  readonly columns: number
  /** Aborted when nobody reads any more. */
  readonly closed: AbortSignal
}

/** Everything that a command touches outside itself. */
export interface CommandContext {
  readonly stdout: TextSink
  readonly stderr: TextSink
  readonly host: CommandHost
}

import type { InputValues } from '../document/inputs.ts'
import type { MimeBundle } from '../document/notebook.ts'

/**
 * What host and kernel say to each other. Every message is plain JSON, so that one protocol serves a child process and a web worker; what is attached to a display goes beside it, where
 * the host can take it.
 * One cell runs at a time; the kernel answers each `execute` with any number of `stream`, `display`, `progress`, then one `done`.
 */
export type ToKernel = ExecuteMessage | ForgetMessage

export interface ExecuteMessage {
  readonly type: 'execute'
  /** Echoed in every answer. */
  readonly run: number
  /** Stands in stack traces as `cell:<cell>`. */
  readonly cell: string
  /** `CompiledCell.code` */
  readonly code: string
  readonly defines: readonly string[]
  readonly uses: readonly string[]
  /** What inputs are set to; the others have their defaults. */
  readonly inputs?: InputValues
  /** Wall time after which a loop guard stops the cell with its variables kept; `null` for none. */
  readonly timeLimitMillis: number | null
}

/** Takes names out of the shared scope: a cell that is run again or deleted no longer defines them. */
export interface ForgetMessage {
  readonly type: 'forget'
  readonly names: readonly string[]
}

export type FromKernel =
  | ReadyMessage
  | StreamMessage
  | DisplayMessage
  | ProgressMessage
  | DoneMessage

export interface ReadyMessage {
  readonly type: 'ready'
  /** Version of the engine that runs inside. */
  readonly engine: string
}

export interface StreamMessage {
  readonly type: 'stream'
  readonly run: number
  readonly name: 'stdout' | 'stderr'
  readonly text: string
}

export interface DisplayMessage {
  readonly type: 'display'
  readonly run: number
  /** `result` is the value of the cell's last expression. */
  readonly role: 'display' | 'result'
  readonly data: MimeBundle
  readonly metadata: Record<string, unknown>
  /** Set by `display(value, { id })`; a later message with `update` replaces what it showed. */
  readonly displayId?: string
  readonly update?: boolean
  /** Why nothing is attached that could have been: one sentence. */
  readonly attachmentsOmitted?: string
  /**
   * Not in the JSON: what came beside it, as it came, unchecked. Cells may have made it, so who uses it must look at all of it first. It is never in a file.
   */
  readonly attachments?: readonly unknown[]
}

export interface ProgressMessage {
  readonly type: 'progress'
  readonly run: number
  /** 0 to 1 */
  readonly fraction: number
  readonly label: string
}

export interface DoneMessage {
  readonly type: 'done'
  readonly run: number
  readonly status: 'ok' | 'error' | 'stopped'
  readonly error?: KernelError
}

export interface KernelError {
  readonly name: string
  readonly message: string
  /** As JavaScript gives it: positions are in the compiled code; the session maps them to the source. */
  readonly stack: string
  /** A stable code where the error has one: `scenario/…`, `limit/…`, `stopped/time-limit`. */
  readonly code?: string
}

/** A kernel as the session sees it, wherever it runs. */
export interface KernelConnection {
  post(message: ToKernel): void
  /** At most one listener a kind; a connection reports its end once. */
  on(event: 'message', listener: (message: FromKernel) => void): void
  on(event: 'end', listener: (reason: KernelEnd) => void): void
  /**
   * Asks the running cell to stop, its variables kept; one that does not stop in time ends with `kernel/did-not-stop`. Absent where a kernel that computes
   * cannot be reached.
   */
  interrupt?(): void
  /** Ends the kernel now, whatever it does. Its variables are lost. */
  terminate(): void
}

/** Why a kernel is no more. */
export interface KernelEnd {
  readonly code:
    | 'kernel/closed'
    | 'kernel/did-not-stop'
    | 'kernel/time-limit'
    | 'kernel/memory-limit'
    | 'kernel/crashed'
    | 'kernel/not-started'
  /** One sentence for a person. */
  readonly message: string
}

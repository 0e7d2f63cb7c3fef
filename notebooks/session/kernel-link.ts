import type {
  DisplayMessage,
  DoneMessage,
  ExecuteMessage,
  FromKernel,
  KernelConnection,
  KernelEnd,
  ProgressMessage,
  StreamMessage,
} from '../kernel/index.ts'

/** What a kernel says while a cell runs. */
export type RunMessage = StreamMessage | DisplayMessage | ProgressMessage

/** How the run of a cell ended: the kernel answered, or is no more. */
export type RunEnd = DoneMessage | { readonly type: 'end'; readonly reason: KernelEnd }

/** One running kernel, seen as a function from a cell to how it ended. */
export interface KernelLink {
  /** False once the kernel has ended. */
  readonly alive: boolean
  /** One at a time. What the kernel says for a run that is over is dropped: its cell is closed. */
  execute(message: ExecuteMessage, onMessage: (message: RunMessage) => void): Promise<RunEnd>
  forget(names: readonly string[]): void
  /** Asks the cell that runs to stop, its variables kept. False where this kernel cannot be asked. */
  interrupt(): boolean
  /** Ends the kernel; a cell that runs ends with `kernel/closed` and this sentence. */
  close(sentence: string): void
}

interface CurrentRun {
  readonly run: number
  readonly onMessage: (message: RunMessage) => void
  readonly finish: (end: RunEnd) => void
}

/** @param onEnd called when the kernel ends and `close` did not end it */
export function linkKernel(
  connection: KernelConnection,
  onEnd: (reason: KernelEnd) => void,
): KernelLink {
  let current: CurrentRun | null = null
  let ended: KernelEnd | null = null

  function finish(end: RunEnd): void {
    const finished = current
    current = null
    finished?.finish(end)
  }

  function end(reason: KernelEnd): void {
    if (ended !== null) return
    ended = reason
    finish({ type: 'end', reason })
  }

  connection.on('message', (message: FromKernel) => {
    if (message.type === 'ready' || message.run !== current?.run) return
    if (message.type === 'done') finish(message)
    else current.onMessage(message)
  })
  connection.on('end', (reason: KernelEnd) => {
    if (ended !== null) return
    end(reason)
    onEnd(reason)
  })

  return {
    get alive() {
      return ended === null
    },
    execute: (message, onMessage) =>
      new Promise((resolve) => {
        if (ended !== null) return resolve({ type: 'end', reason: ended })
        current = { run: message.run, onMessage, finish: resolve }
        connection.post(message)
      }),
    forget: (names) => {
      if (ended === null && names.length > 0) connection.post({ type: 'forget', names })
    },
    interrupt: () => {
      connection.interrupt?.()
      return connection.interrupt !== undefined
    },
    close: (sentence) => {
      end({ code: 'kernel/closed', message: sentence })
      connection.terminate()
    },
  }
}

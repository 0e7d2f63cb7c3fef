import type {
  DisplayMessage,
  FromKernel,
  KernelConnection,
  KernelEnd,
  KernelError,
} from '../../notebooks/kernel/index.ts'

/** What came of one cell: either it is done, or the kernel ended. */
export interface Outcome {
  status: 'ok' | 'error' | 'stopped' | 'ended'
  error?: KernelError
  end?: KernelEnd
  stdout: string
  stderr: string
  displays: DisplayMessage[]
  /** Fractions, 0 to 1, as the kernel told them. */
  progress: number[]
  /** `text/plain` of the result, when there is one. */
  result?: string
}

export interface CellOptions {
  cell?: string
  defines?: string[]
  uses?: string[]
  timeLimitMillis?: number | null
}

/** Runs cells on a kernel, one after the other, and gathers what it says of each. */
export interface KernelClient {
  /** `body` is what stands in `async ($, $k) => { … }`. */
  run(body: string, options?: CellOptions): Promise<Outcome>
  post: KernelConnection['post']
}

export function createClient(connection: KernelConnection): KernelClient {
  let runs = 0
  let end: KernelEnd | undefined
  let onMessage = (_: FromKernel) => {}
  let onEnd = (_: KernelEnd) => {}
  connection.on('message', (message) => onMessage(message))
  connection.on('end', (reason) => {
    end = reason
    onEnd(reason)
  })

  const run = (body: string, options: CellOptions = {}) =>
    new Promise<Outcome>((resolve) => {
      const outcome: Outcome = { status: 'ok', stdout: '', stderr: '', displays: [], progress: [] }
      onEnd = (reason) => resolve({ ...outcome, status: 'ended', end: reason })
      onMessage = (message) => {
        if (gather(outcome, message)) resolve(outcome)
      }
      if (end) return onEnd(end)
      runs += 1
      connection.post({
        type: 'execute',
        run: runs,
        cell: options.cell ?? `c${runs}`,
        code: `async ($, $k) => { ${body} }`,
        defines: options.defines ?? [],
        uses: options.uses ?? [],
        timeLimitMillis: options.timeLimitMillis === undefined ? 10_000 : options.timeLimitMillis,
      })
    })
  return { run, post: connection.post }
}

/** Adds a message to the outcome; true for the last. */
function gather(outcome: Outcome, message: FromKernel): boolean {
  if (message.type === 'stream') outcome[message.name] += message.text
  if (message.type === 'display') {
    outcome.displays.push(message)
    if (message.role === 'result') outcome.result = String(message.data['text/plain'])
  }
  if (message.type === 'progress') outcome.progress.push(message.fraction)
  if (message.type !== 'done') return false
  outcome.status = message.status
  outcome.error = message.error
  return true
}

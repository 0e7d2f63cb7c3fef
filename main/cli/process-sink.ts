import type { WriteStream } from 'node:tty'
import type { Problem } from '../../engine/index.ts'
import type { TextSink } from './command-host.ts'
import { fileProblem } from './file-problem.ts'

/** Width of what is no terminal, and of a terminal that does not know its own. */
const defaultColumns = 80

export interface ProcessSink extends TextSink {
  /** Once all is written: why it could not be, the disk behind it is full, say. `null` when it could, or nobody reads. */
  settled(): Promise<Problem | null>
}

/** Standard output or standard error as a sink that goes quiet when its reader has left (`| head`) or it cannot be written. */
export function createProcessSink(
  stream: WriteStream,
  name: string,
  environment: NodeJS.ProcessEnv,
): ProcessSink {
  const closing = new AbortController()
  let problem: Problem | null = null
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') problem ??= fileProblem(name, error)
    closing.abort()
  })
  const isTerminal = stream.isTTY === true && !environment.CI && environment.TERM !== 'dumb'
  return {
    write(text) {
      if (!closing.signal.aborted) stream.write(text)
    },
    isTerminal,
    hasColor: isTerminal && !environment.NO_COLOR,
    get columns() {
      return stream.columns || defaultColumns
    },
    closed: closing.signal,
    async settled() {
      await new Promise((resolve) => stream.write('', resolve))
      // The stream tells of an error a little after it has called back.
      await new Promise(setImmediate)
      return problem
    },
  }
}

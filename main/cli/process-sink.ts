import type { WriteStream } from 'node:tty'
import type { TextSink } from './command-host.ts'

/** Width of what is no terminal, and of a terminal that does not know its own. */
const defaultColumns = 80

/** Standard output or standard error as a sink that goes quiet when its reader has left (`| head`). */
export function createProcessSink(stream: WriteStream, environment: NodeJS.ProcessEnv): TextSink {
  const closing = new AbortController()
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
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
  }
}

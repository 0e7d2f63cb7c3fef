import { runCommandLine } from './command-line.ts'
import { createNodeHost } from './node-host.ts'
import { createProcessSink } from './process-sink.ts'

/** The first interrupt ends the command in order; the next one ends the process at once. */
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interruption.abort())
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdout: createProcessSink(process.stdout, process.env),
  stderr: createProcessSink(process.stderr, process.env),
  host: createNodeHost(interruption.signal),
})

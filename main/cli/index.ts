import { runCommandLine } from './command-line.ts'
import { complain } from './complain.ts'
import { exitCode } from './exit-code.ts'
import { createNodeHost } from './node-host.ts'
import { createProcessSink } from './process-sink.ts'
import { onParentEnd } from './start/parent-end.ts'

/** The first interrupt ends the command in order; the next one ends the process at once. */
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interruption.abort())
}
if (process.env.npm_lifecycle_event) onParentEnd(() => interruption.abort())

const stdout = createProcessSink(process.stdout, 'standard output', process.env)
const stderr = createProcessSink(process.stderr, 'standard error', process.env)
const host = createNodeHost(interruption.signal)
const answered = await runCommandLine(process.argv.slice(2), { stdout, stderr, host })
const problem = await stdout.settled()
if (problem) complain(problem.message, { stderr })
process.exitCode = problem ? exitCode.wrongUsage : answered

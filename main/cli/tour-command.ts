import type { CommandContext } from './command-host.ts'
import { complain } from './complain.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { extent, failedCell, failureText } from './failure-text.ts'
import { openNotebook } from './open-notebook.ts'
import { followSession } from './progress.ts'
import { runNotebook } from './run-notebook.ts'
import { durationText } from './text.ts'
import { readAloud } from './tour-text.ts'

/** `replilab tour`: runs the first notebook and prints what a reader of it would see, as it goes. No file is written. */
export async function tourCommand(context: CommandContext): Promise<ExitCode> {
  const { stdout, stderr, host } = context
  const opened = await openNotebook(host.tourNotebook, host)
  if (!opened.ok) {
    complain(opened.problem.message, context)
    return exitCode.wrongUsage
  }
  const run = await runNotebook(opened.value, host, {
    interrupted: AbortSignal.any([host.interrupted, stdout.closed]),
    onStart(session) {
      const progress = followSession(session, stdout, host)
      const finish = readAloud(session, stdout, progress)
      return () => {
        progress.end()
        finish()
      }
    },
  })
  if (run.isInterrupted) return stdout.closed.aborted ? exitCode.passed : exitCode.interrupted
  const failed = failedCell(run)
  if (failed) stderr.write(`${failureText(failed)}\n`)
  stdout.write(`\n${extent(run)}, ${durationText(run.millis)}\n`)
  return failed ? exitCode.failed : exitCode.passed
}

import { type Notebook, serializeNotebook, withParameters } from '../../notebooks/document/index.ts'
import type { CommandContext, TextSink } from './command-host.ts'
import { complain } from './complain.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { extent, failedCell, failureText } from './failure-text.ts'
import { openNotebook } from './open-notebook.ts'
import type { Parameters } from './option-values.ts'
import { followSession } from './progress.ts'
import { type NotebookRun, runNotebook } from './run-notebook.ts'
import { showOutputs } from './show-outputs.ts'
import { durationText, lineText } from './text.ts'

export interface RunRequest {
  readonly notebook: string
  /** Path to write to, or `-` for standard output. */
  readonly output: string
  readonly parameters: Parameters
  readonly timeLimitMillis?: number
  readonly show: boolean
}

/** `replilab run`: runs a notebook and writes it with its outputs, whatever became of its cells. */
export async function runCommand(request: RunRequest, context: CommandContext): Promise<ExitCode> {
  const notebook = await prepare(request, context)
  if (notebook === null) return exitCode.wrongUsage
  const run = await follow(notebook, request, context)
  reportFailure(run, context)
  if (!(await write(run, request, context))) return exitCode.wrongUsage
  talk(request, context).write(`${summary(run, request)}\n`)
  return codeOf(run)
}

/** Standard output is the notebook's when it is written there; words go beside it then. */
const talk = (request: RunRequest, { stdout, stderr }: CommandContext): TextSink =>
  request.output === '-' ? stderr : stdout

/** The notebook to run; `null` when something is in the way, which is then said. */
async function prepare(request: RunRequest, context: CommandContext) {
  const { host } = context
  const blocked = request.output === '-' ? null : await host.whyNotWritable(request.output)
  const opened = await openNotebook(request.notebook, host)
  const ready = opened.ok ? withParameters(opened.value, request.parameters) : opened
  if (ready.ok && blocked === null) return ready.value
  complain((ready.ok ? blocked : ready.problem)?.message ?? '', context)
  return null
}

function follow(notebook: Notebook, request: RunRequest, context: CommandContext) {
  const sink = talk(request, context)
  return runNotebook(notebook, context.host, {
    timeLimitMillis: request.timeLimitMillis,
    interrupted: context.host.interrupted,
    onStart(session) {
      const progress = followSession(session, sink, context.host)
      if (request.show) showOutputs(session, sink, progress)
      return progress.end
    },
  })
}

function reportFailure(run: NotebookRun, { stderr }: CommandContext): void {
  const failed = failedCell(run)
  if (failed && !run.isInterrupted) stderr.write(`${failureText(failed)}\n`)
}

async function write(run: NotebookRun, { output }: RunRequest, context: CommandContext) {
  const text = serializeNotebook(run.notebook)
  if (output === '-') {
    context.stdout.write(text)
    return true
  }
  const written = await context.host.writeText(output, text)
  if (!written.ok) complain(written.problem.message, context)
  return written.ok
}

function summary(run: NotebookRun, { notebook, output }: RunRequest): string {
  const target = output === '-' || output === notebook ? '' : `, written to ${output}`
  return lineText(
    `${verdict(run)} ${notebook}  ${extent(run)}, ${durationText(run.millis)}${target}`,
  )
}

function verdict(run: NotebookRun): 'passed' | 'failed' | 'interrupted' {
  if (run.isInterrupted) return 'interrupted'
  return failedCell(run) ? 'failed' : 'passed'
}

const codeOf = (run: NotebookRun): ExitCode => exitCode[verdict(run)]

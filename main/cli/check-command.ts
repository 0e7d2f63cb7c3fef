import { setImmediate } from 'node:timers/promises'
import { checkImported, type HistoryModel, type Problem, readHistory } from '../../engine/index.ts'
import { type CheckedFile, checkedJson, checkedText } from './check-report.ts'
import type { CommandContext } from './command-host.ts'
import { complain } from './complain.ts'
import { type ExitCode, exitCode } from './exit-code.ts'

export interface CheckRequest {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[]
  /** Default: told by each history itself. */
  readonly model?: HistoryModel
  readonly json: boolean
  /** Wall time that the search in one file may take. */
  readonly timeLimitMillis: number
}

/** `replilab check`: whether recorded histories are linearizable. Files that cannot be read do not keep the others from being checked. */
export async function checkCommand(
  request: CheckRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const { host, stdout } = context
  const interrupted = AbortSignal.any([host.interrupted, stdout.closed])
  const checked: CheckedFile[] = []
  for (const file of new Set(request.files)) {
    const one = await checkFile(file, request, context)
    checked.push(one)
    report(one, request, context)
    // Lets an interrupt be seen, as the search itself never waits.
    await setImmediate()
    if (interrupted.aborted) break
  }
  return host.interrupted.aborted ? exitCode.interrupted : codeOf(checked)
}

async function checkFile(
  file: string,
  { model, timeLimitMillis }: CheckRequest,
  { host }: CommandContext,
): Promise<CheckedFile> {
  const text = await (file === '-' ? host.readInput() : host.readText(file))
  if (!text.ok) return { file, problem: text.problem }
  const history = readHistory(text.value, { model })
  if (!history.ok) return { file, problem: placed(file, history.problem) }
  const endMillis = host.nowMillis() + timeLimitMillis
  const verdict = checkImported(history.value, {
    // Time is the limit here; what is remembered stays bounded.
    stepLimit: Number.POSITIVE_INFINITY,
    isOutOfTime: () => host.nowMillis() >= endMillis,
  })
  return { file, history: history.value, verdict }
}

function report(one: CheckedFile, { files, json }: CheckRequest, context: CommandContext): void {
  if (json) context.stdout.write(checkedJson(one))
  else if ('problem' in one) complain(one.problem.message, context)
  else context.stdout.write(checkedText(one, files.length === 1))
}

/** With the file before the line. */
const placed = (file: string, { code, message }: Problem): Problem => ({
  code,
  message: `${file}: ${message}`,
})

/** What cannot be read weighs most, then what was broken, then what is not known. */
function codeOf(checked: readonly CheckedFile[]): ExitCode {
  const has = (standing: string) =>
    checked.some((one) => 'verdict' in one && one.verdict.standing === standing)
  if (checked.some((one) => 'problem' in one)) return exitCode.wrongUsage
  if (has('broken')) return exitCode.failed
  return has('unknown') ? exitCode.unknown : exitCode.passed
}

import type { Colors } from 'picocolors/types'
import { extent, failedCell, failureText } from './failure-text.ts'
import { shellWord } from './shell-word.ts'
import type { TestedNotebook } from './tested-notebook.ts'
import { countText, durationText, indented, lineText } from './text.ts'

export interface ReportLayout {
  /** Width that paths are filled up to, so that figures stand below each other. */
  readonly pathWidth: number
  readonly colors: Colors
  /** Options of the command that change what a notebook does, to give them again. */
  readonly options: readonly string[]
}

/** What a test run says of one notebook: a line, and below it what failed and how to see it again. */
export function notebookReport(tested: TestedNotebook, layout: ReportLayout): string {
  const { path, run, verdict } = tested
  const { pathWidth, colors, options } = layout
  const figures = `${extent(run)}, ${durationText(run.millis)}`
  const line = `${coloured(verdict, colors)} ${lineText(path).padEnd(pathWidth)}  ${figures}\n`
  const failed = failedCell(run)
  if (!failed || verdict === 'interrupted') return line
  const again = `again: npx replilab test ${[path, ...options].map(shellWord).join(' ')}`
  return `${line}${indented(`${failureText(failed)}\n${lineText(again)}\n`, '  ')}`
}

function coloured(verdict: TestedNotebook['verdict'], colors: Colors): string {
  const color = { passed: colors.green, failed: colors.red, interrupted: colors.yellow }
  return color[verdict](verdict)
}

/** `11 passed, 1 failed in 12.0 s` */
export function totals(tested: readonly TestedNotebook[], millis: number): string {
  const count = (verdict: TestedNotebook['verdict']) =>
    tested.filter((one) => one.verdict === verdict).length
  const interrupted = count('interrupted')
  const counts = [
    `${count('passed')} passed`,
    `${count('failed')} failed`,
    ...(interrupted > 0 ? [`${interrupted} interrupted`] : []),
  ]
  return `${countText(tested.length, 'notebook')}: ${counts.join(', ')} in ${durationText(millis)}\n`
}

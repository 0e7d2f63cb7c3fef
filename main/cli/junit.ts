import builder, { type TestSuite } from 'junit-report-builder'
import { failureText } from './failure-text.ts'
import type { CellRun } from './run-notebook.ts'
import type { TestedNotebook } from './tested-notebook.ts'
import { cutText, firstLine } from './text.ts'

/** Characters of a cell's first line that name its test case. */
const maximumNameLength = 80

/** The results as JUnit XML: a suite a notebook, a case a cell that is not empty. */
export function junitXml(tested: readonly TestedNotebook[]): string {
  const report = builder.newBuilder().name('replilab test')
  for (const { path, run } of tested) {
    const suite = report
      .testSuite()
      .name(xmlText(path))
      .time(run.millis / 1000)
    for (const [index, cell] of run.cells.entries()) addCase(suite, path, index + 1, cell)
  }
  return report.build()
}

function addCase(suite: TestSuite, path: string, number: number, run: CellRun): void {
  const name = `${number}: ${cutText(firstLine(run.cell.source), maximumNameLength)}`
  const testCase = suite
    .testCase()
    .className(xmlText(path))
    .name(xmlText(name))
    .time(run.millis / 1000)
  if (run.state === 'skipped' || run.state === 'not run') testCase.skipped()
  if (run.state !== 'failed' || run.failure === null) return
  testCase.failure(xmlText(run.failure.message), xmlText(run.failure.name))
  testCase.stacktrace(sectionText(failureText(run)))
}

/** Without what XML 1.0 cannot hold, escaped or not: control characters, lone surrogates, U+FFFE and U+FFFF. */
const xmlText = (text: string): string =>
  text.replace(/[^\P{C}\t\n\r\p{Cf}\p{Co}\p{Cn}]|[\ufffe\uffff]/gu, '\ufffd')

/** Text of a CDATA section: the builder cuts a section at its end mark once only. */
const sectionText = (text: string): string => xmlText(text).replaceAll(']]>', ']] >')

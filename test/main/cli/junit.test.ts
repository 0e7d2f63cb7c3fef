import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { junitXml } from '../../../main/cli/junit.ts'
import type { CellRun } from '../../../main/cli/run-notebook.ts'
import { type CodeCell, createCell } from '../../../notebooks/document/index.ts'

/** Throws at the first thing that XML 1.0 does not allow. */
function elementsOf(xml: string): string[] {
  const parser = new SaxesParser()
  const names: string[] = []
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => names.push(name))
  parser.write(xml).close()
  return names
}

function failedRun(source: string, message: string): CellRun {
  const places = [{ cell: 1, position: { line: 1, column: 1 }, source }]
  return {
    cell: createCell('code', 'c1', source) as CodeCell,
    state: 'failed',
    executionCount: 1,
    failure: { code: null, name: 'Error', message, places },
    millis: 12,
    seed: null,
  }
}

const xmlOf = (path: string, source: string, message: string) =>
  junitXml([
    {
      path,
      verdict: 'failed',
      run: {
        notebook: { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 },
        cells: [failedRun(source, message)],
        millis: 34,
        isInterrupted: false,
      },
    },
  ])

test('a JUnit file is valid XML, whatever the notebook holds', () => {
  const text = fc.uint16Array({ maxLength: 40 }).map((units) => String.fromCharCode(...units))
  const nasty = fc.constantFrom(']]>', '\u0000', '\u001b[31m', '\ud800', '\uffff', '<&">', '\u0085')
  const any = fc.array(fc.oneof(text, nasty), { maxLength: 4 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(any, any, any, (path, source, message) => {
      const elements = elementsOf(xmlOf(path, source, message))
      expect(elements).toEqual(['testsuites', 'testsuite', 'testcase', 'failure'])
    }),
    { numRuns: 50 },
  )
})

test('times are in seconds', () => {
  expect(xmlOf('a.ipynb', 'x', 'no')).toContain('time="0.012"')
})

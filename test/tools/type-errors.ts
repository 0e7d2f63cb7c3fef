import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { cellOptions, surfacePath, surfaceText } from '../../main/build/cell-types.ts'
import type { Notebook } from '../../notebooks/document/index.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NOTEBOOK = join(ROOT, 'notebooks/library/notebook-under-test.ts')
const SURFACE = surfacePath(ROOT)

const OPTIONS: ts.CompilerOptions = {
  ...cellOptions,
  noEmit: true,
  paths: { replilab: [SURFACE] },
}

/** TypeScript's errors in the code cells of a notebook, read as one module: `cell 3: …`, cells counted from 1 with text cells. */
export function typeErrors(notebook: Notebook): string[] {
  const { text, cellOfLine } = asModule(notebook)
  const virtual = new Map([
    [NOTEBOOK, text],
    [SURFACE, surfaceText],
  ])
  const host = ts.createCompilerHost(OPTIONS)
  const { readFile, fileExists } = host
  host.readFile = (path) => virtual.get(path) ?? readFile(path)
  host.fileExists = (path) => virtual.has(path) || fileExists(path)
  const program = ts.createProgram([NOTEBOOK], OPTIONS, host)
  return ts.getPreEmitDiagnostics(program, program.getSourceFile(NOTEBOOK)).map((diagnostic) => {
    const sentence = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')
    const { line } = diagnostic.file!.getLineAndCharacterOfPosition(diagnostic.start ?? 0)
    return `cell ${cellOfLine[line]}: ${sentence}`
  })
}

function asModule({ cells }: Notebook): { text: string; cellOfLine: number[] } {
  const lines: string[] = []
  const cellOfLine: number[] = []
  for (const [index, { cell_type, source }] of cells.entries()) {
    if (cell_type !== 'code') continue
    // A semicolon, so that what begins the next cell does not go on with this one.
    for (const line of `${source}\n;`.split('\n')) {
      lines.push(line)
      cellOfLine.push(index + 1)
    }
  }
  return { text: lines.join('\n'), cellOfLine }
}

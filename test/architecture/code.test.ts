import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from './source-files.ts'

const MAXIMUM_LINES = 400

/** What would make a run depend on the machine, the day or the JavaScript engine (ARCHITECTURE.md, "Determinism"). */
const FORBIDDEN_IN_ENGINE: readonly string[] = [
  'Math.random',
  'Math.log',
  'Math.log2',
  'Math.log10',
  'Math.log1p',
  'Math.exp',
  'Math.expm1',
  'Math.pow',
  'Math.sin',
  'Math.cos',
  'Math.tan',
  'Math.atan',
  'Math.atan2',
  'Math.sinh',
  'Math.cosh',
  'Math.tanh',
  'Math.cbrt',
  'Math.hypot',
  'Date',
  'Intl',
  'Promise',
  'localeCompare',
  'toLocaleString',
]

/** Names and member names that the code of a file uses; comments and strings do not count. */
function namesUsed(path: string, text: string): Set<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      names.add(node.name.text)
      if (ts.isIdentifier(node.expression)) names.add(`${node.expression.text}.${node.name.text}`)
    }
    if (ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node.parent)) names.add(node.text)
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression))
      names.add(node.expression.text)
    if (ts.isAwaitExpression(node)) names.add('await')
    if (ts.isForInStatement(node)) names.add('for in')
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken
    )
      names.add('**')
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return names
}

describe('the code', () => {
  it('keeps the engine free of what differs between machines', () => {
    const found = sourceFiles('engine').flatMap(({ path, text }) => {
      const names = namesUsed(path, text)
      return [...FORBIDDEN_IN_ENGINE, 'await', 'for in']
        .filter((name) => names.has(name))
        .map((name) => `${path}: ${name}`)
    })
    expect(found).toEqual([])
  }, 60_000)

  it('would see what is forbidden, and not in a comment', () => {
    const names = namesUsed(
      'x.ts',
      '/* Date */ const text = "Promise"; const r = Math.random(); for (const k in r) {}',
    )
    expect([...names]).toEqual(expect.arrayContaining(['Math.random', 'for in']))
    expect(names.has('Date') || names.has('Promise')).toBe(false)
  })

  it('has one idea a file: none is long without a reason at its head', () => {
    const long = sourceFiles('engine', 'notebooks', 'main', 'test')
      .filter(({ text }) => text.split('\n').length > MAXIMUM_LINES)
      .filter(({ text }) => !/^\/\*\*?[\s\S]{0,400}\bLong because\b/.test(text))
      .map(({ path }) => path)
    expect(long).toEqual([])
  })

  it('swallows no error', () => {
    const files = sourceFiles('engine', 'notebooks', 'main', 'test')
    expect(
      files.filter(({ path, text }) => hasEmptyCatch(path, text)).map(({ path }) => path),
    ).toEqual([])
    expect(hasEmptyCatch('x.ts', 'try { f() } catch { }')).toBe(true)
  })
})

function hasEmptyCatch(path: string, text: string): boolean {
  const visit = (node: ts.Node): boolean =>
    (ts.isCatchClause(node) && node.block.statements.length === 0) ||
    (ts.forEachChild(node, visit) ?? false)
  return visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false))
}

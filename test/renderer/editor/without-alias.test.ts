import ts from 'typescript'
import { expect, test } from 'vitest'
import { type DisplayPart, withoutAlias } from '../../../renderer/editor/types/without-alias.ts'

const files: Record<string, string> = {
  '/above.ts': 'export const factor = 3\nexport function twice(by: number) { return by * 2 }\n',
  '/cell.ts': "import { factor, twice } from './above'\nconst own = twice(factor)\n",
}

const service = ts.createLanguageService({
  getScriptFileNames: () => Object.keys(files),
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) =>
    files[name] === undefined ? undefined : ts.ScriptSnapshot.fromString(files[name]),
  getCurrentDirectory: () => '/',
  getCompilationSettings: () => ({ noLib: true, types: [] }),
  getDefaultLibFileName: () => '/lib.d.ts',
  fileExists: (name) => name in files,
  readFile: (name) => files[name],
})

/** What is said of the name that stands last in the cell. */
function said(name: string): readonly DisplayPart[] {
  const place = files['/cell.ts'].lastIndexOf(name)
  return service.getQuickInfoAtPosition('/cell.ts', place)?.displayParts ?? []
}

const textOf = (parts: readonly DisplayPart[]) => parts.map(({ text }) => text).join('')

test('a name from elsewhere is told as if it were declared here', () => {
  expect(textOf(said('factor'))).toBe('(alias) const factor: 3\nimport factor')
  expect(textOf(withoutAlias(said('factor')))).toBe('const factor: 3')
  expect(textOf(withoutAlias(said('twice')))).toBe('twice(by: number): number')
})

test('a name that is declared here is told as it was', () => {
  expect(withoutAlias(said('own'))).toEqual(said('own'))
  expect(withoutAlias([])).toEqual([])
})

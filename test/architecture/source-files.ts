import { readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string
  readonly text: string
  /** What it imports: paths from the root for relative imports, names as written for packages. */
  readonly imports: readonly string[]
}

/** The TypeScript sources of some top-level rooms, those within Vue files included. */
export function sourceFiles(...rooms: readonly string[]): SourceFile[] {
  return rooms.flatMap((room) => listFiles(room)).map(read)
}

function listFiles(room: string): string[] {
  return ts.sys
    .readDirectory(join(ROOT, room), ['.ts', '.vue'])
    .map((path) => relative(ROOT, path))
    .sort()
}

function read(path: string): SourceFile {
  const text = scriptOf(path, readFileSync(join(ROOT, path), 'utf8'))
  const { importedFiles } = ts.preProcessFile(text, true, true)
  return { path, text, imports: importedFiles.map(({ fileName }) => resolve(path, fileName)) }
}

/** Of a Vue file its script, on the lines where it stands. */
function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.vue')) return text
  const [before = '', script = ''] = text.split(/<script[^>]*>|<\/script>/)
  return before.replaceAll(/[^\n]/g, '') + script
}

function resolve(importer: string, name: string): string {
  const [bare] = name.split('?')
  return bare.startsWith('.') ? normalize(join(dirname(importer), bare)) : bare
}

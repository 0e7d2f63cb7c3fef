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

/** The TypeScript sources of some top-level rooms. */
export function sourceFiles(...rooms: readonly string[]): SourceFile[] {
  return rooms.flatMap((room) => listFiles(room)).map(read)
}

function listFiles(room: string): string[] {
  return ts.sys
    .readDirectory(join(ROOT, room), ['.ts'])
    .map((path) => relative(ROOT, path))
    .sort()
}

function read(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const { importedFiles } = ts.preProcessFile(text, true, true)
  return { path, text, imports: importedFiles.map(({ fileName }) => resolve(path, fileName)) }
}

function resolve(importer: string, name: string): string {
  const [bare] = name.split('?')
  return bare.startsWith('.') ? normalize(join(dirname(importer), bare)) : bare
}

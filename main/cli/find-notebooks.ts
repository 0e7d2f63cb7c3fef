import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../engine/index.ts'
import { fileProblem } from './file-problem.ts'

/** The file itself, or the notebooks below a folder, sorted by path; a link to a folder is not followed. */
export async function findNotebooks(path: string): Promise<Result<string[]>> {
  try {
    const found = await stat(path)
    return ok(found.isDirectory() ? (await notebooksBelow(path)).sort() : [path])
  } catch (error) {
    return fail(fileProblem(path, error))
  }
}

async function notebooksBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = await Promise.all(entries.map((entry) => notebooksOf(folder, entry)))
  return found.flat()
}

async function notebooksOf(folder: string, entry: Dirent): Promise<string[]> {
  const path = join(folder, entry.name)
  if (entry.isDirectory()) return isSearched(entry.name) ? notebooksBelow(path) : []
  return entry.name.endsWith('.ipynb') && !entry.name.startsWith('.') ? [path] : []
}

/** `.ipynb_checkpoints` is a dot folder too. */
const isSearched = (name: string): boolean => name !== 'node_modules' && !name.startsWith('.')

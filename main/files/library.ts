import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '../../engine/index.ts'
import { fail } from '../../engine/index.ts'
import { type FileProblem, hostLimits, type LibraryEntry } from '../../notebooks/host/index.ts'
import { notebookFacts } from './notebook-facts.ts'
import { shown } from './place-path.ts'
import type { SafePath } from './places.ts'
import { decodeText, readBytes } from './read-file.ts'

/** The notebooks that ship, which nobody writes. */
export interface Library {
  list(): Promise<readonly LibraryEntry[]>
  locate(name: string): Promise<Result<SafePath, FileProblem>>
}

/** A folder of `.ipynb` files, shown in the order of their names. */
export function createLibrary(folder: string): Library {
  async function names(): Promise<readonly string[]> {
    const files = await readdir(folder)
    return files
      .filter((file) => /^[^.].*\.ipynb$/.test(file))
      .map((file) => file.slice(0, -'.ipynb'.length))
      .sort()
  }
  const pathOf = (name: string): SafePath => ({ path: join(folder, `${name}.ipynb`), name })
  return {
    async list() {
      return Promise.all((await names()).map((name) => readEntry(pathOf(name))))
    },
    async locate(name) {
      if ((await names()).includes(name)) return { ok: true, value: pathOf(name) }
      return fail({ code: 'file/not-found', message: `${shown(name)} is not in the library.` })
    },
  }
}

async function readEntry(at: SafePath): Promise<LibraryEntry> {
  const found = await readBytes(at, hostLimits.notebookBytes)
  const text = found.ok ? decodeText(found.value.bytes, at.name) : found
  const facts = text.ok ? notebookFacts(text.value) : null
  if (facts === null) throw new Error(`${at.path}, which ships, cannot be read.`)
  const { title, sentence, picture } = facts
  return { place: `library:${at.name}`, title: title ?? at.name, sentence, picture }
}

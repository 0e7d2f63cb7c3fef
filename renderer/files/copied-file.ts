import { fail, ok, type Result } from '../../engine/index.ts'
import { parseNotebook } from '../../notebooks/document/index.ts'
import { type FileProblem, hostLimits, type NotebookPlace } from '../../notebooks/host/index.ts'

/** A notebook from elsewhere that a copy is made of. */
export interface CopiedFile {
  readonly place: NotebookPlace
  readonly text: string
}

/** Reads a file that was dropped, if it is a notebook. */
export async function readCopy(file: File): Promise<Result<CopiedFile, FileProblem>> {
  const { notebookBytes } = hostLimits
  if (file.size > notebookBytes) {
    const message = `${file.name} has ${megabytes(file.size)} MB, and a notebook may have ${megabytes(notebookBytes)} MB (notebookBytes).`
    return fail({ code: 'file/too-large', message })
  }
  const text = await file.text()
  const parsed = parseNotebook(text)
  return parsed.ok
    ? ok({ place: `new:${file.name}`, text })
    : fail({ ...parsed.problem, code: 'file/not-a-notebook' })
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

/** What is said of files that were dropped together, where the browser opened no tab for some of them. */
export function describeKept(names: readonly string[]): string {
  const list = new Intl.ListFormat('en').format(names)
  const are = names.length === 1 ? 'is' : 'are'
  return `The browser let no other tab open: ${list} ${are} kept under “Unsaved work” in the gallery, from where ${names.length === 1 ? 'it' : 'each'} can be opened.`
}

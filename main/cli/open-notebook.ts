import { fail, ok, type Result } from '../../engine/index.ts'
import { type Notebook, parseNotebook } from '../../notebooks/document/index.ts'
import type { CommandHost } from './command-host.ts'

/** Reads a notebook file; the problem names the file. */
export async function openNotebook(path: string, host: CommandHost): Promise<Result<Notebook>> {
  const text = await host.readText(path)
  if (!text.ok) return text
  const notebook = parseNotebook(text.value)
  if (notebook.ok) return ok(notebook.value)
  const { code, message } = notebook.problem
  return fail({ code, message: `${path} is not a readable notebook: ${message}` })
}

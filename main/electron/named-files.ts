import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isNotebookName } from '../files/index.ts'

/** The notebooks that a command line names, as absolute paths. */
export const namedFiles = (given: readonly string[], folder: string): string[] =>
  given
    .slice(1)
    .filter((argument) => !argument.startsWith('-'))
    .map((argument) => pathOf(argument, folder))
    .filter((path) => path !== null && isNotebookName(path)) as string[]

/** Desktops of Linux name a file by its address. Null for one that is not of this machine. */
function pathOf(argument: string, folder: string): string | null {
  if (!/^file:/i.test(argument)) return resolve(folder, argument)
  try {
    return fileURLToPath(argument)
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof URIError)) throw error
    return null
  }
}

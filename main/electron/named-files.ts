import { resolve } from 'node:path'
import { isNotebookName } from '../files/index.ts'

/** The notebooks that a command line names, as absolute paths. */
export const namedFiles = (given: readonly string[], folder: string): string[] =>
  given
    .slice(1)
    .filter((argument) => !argument.startsWith('-') && isNotebookName(argument))
    .map((argument) => resolve(folder, argument))

import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { isNotebookName } from '../files/place-path.ts'

/** What a person asked to be shown: a folder, and maybe a notebook in it. */
export interface Shown {
  readonly folder: string
  /** Path below the folder, with slashes. */
  readonly notebook?: string
}

/** Reads what a command line names: a folder, a notebook alone, or a folder and a notebook, named from there or from where the person is. */
export function readShown(path: string, notebook?: string): Shown {
  if (notebook !== undefined) return { folder: path, notebook: below(path, notebook) }
  return isNotebookName(path)
    ? { folder: dirname(path), notebook: basename(path) }
    : { folder: path }
}

function below(folder: string, notebook: string): string {
  const path = relative(resolve(folder), resolve(notebook))
  const isInside = !path.startsWith('..') && !isAbsolute(path)
  return (isInside ? path : notebook).split(sep).join('/')
}

/** The absolute path of the notebook, where one is to be shown. */
export const pathOfShown = ({ folder, notebook }: Shown): string | undefined =>
  notebook && resolve(join(folder, notebook))

/** The address of a page that shows the notebook. */
export const addressOfShown = (address: string, { notebook }: Shown): string =>
  notebook === undefined ? address : `${address}&open=${encodeURIComponent(`file:${notebook}`)}`

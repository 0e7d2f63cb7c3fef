import { isAbsolute } from 'node:path'
import { ok } from '../../engine/index.ts'
import { isNotebookName, placeLimit, shown } from './place-path.ts'
import { type FilePlace, type FilePlaces, restOf } from './places.ts'
import { refuse, refuseSystem } from './problem.ts'
import { followLinks } from './served-folder.ts'

/** `file:PATH` as any absolute path of a notebook: for a program whose user chooses files in dialogs of the system. */
export const anyPath: FilePlaces = {
  folder: null,
  nameOf: (place) => (isPath(restOf(place)) ? restOf(place) : null),
  placeAt: (path): FilePlace => `file:${path}`,
  async locate(place) {
    const path = restOf(place)
    const name = shown(path)
    if (!isPath(path)) return refuse('file/outside', name, 'is not an absolute path')
    if (!isNotebookName(path)) return refuse('file/not-a-notebook', name, notNotebook)
    try {
      const real = await followLinks(path)
      return isNotebookName(real) ? ok({ path: real, name }) : refuse('file/outside', name, noLink)
    } catch (error) {
      return refuseSystem(name, error)
    }
  },
}

const noLink = 'is a link to what is no notebook'

const notNotebook = 'is not the name of a notebook: it must end in .ipynb'

const isPath = (path: string): boolean =>
  isAbsolute(path) && !path.includes('\0') && path.length <= placeLimit

import { lstat, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fail, ok, type Result } from '../../engine/index.ts'
import { partsBelow, shown } from './place-path.ts'
import { type FilePlace, type FilePlaces, restOf } from './places.ts'
import { refuse, refuseSystem, systemCode } from './problem.ts'

/**
 * `file:PATH` as a path below one folder, with slashes; the folder is given as its real path. Neither `..` nor a link leads out of it, hidden files and folders are not in it, and only notebooks
 * are. Someone who may change the folder itself while a file is opened is not guarded against: they have the files anyway.
 */
export function createServedFolder(
  folder: string,
  platform: NodeJS.Platform = process.platform,
): FilePlaces {
  const nameOf = (place: FilePlace) => {
    const parts = partsBelow(restOf(place), platform)
    return parts.ok ? join(folder, ...parts.value) : null
  }
  const placeAt = (path: string): FilePlace | null => {
    const below = relative(folder, path).split(sep).join('/')
    return partsBelow(below, platform).ok ? `file:${below}` : null
  }
  return {
    folder,
    nameOf,
    placeAt,
    async locate(place) {
      const name = shown(restOf(place))
      const parts = partsBelow(restOf(place), platform)
      if (!parts.ok) return parts
      try {
        const path = await followLinks(join(folder, ...parts.value))
        return placeAt(path) ? ok({ path, name }) : refuse('file/outside', name, leadsOut)
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return refuse('file/not-found', name, folderGone)
        return refuseSystem(name, error)
      }
    },
  }
}

const folderGone = 'does not exist, or its folder does not'

const leadsOut = 'is a link out of the served folder, or to what is no notebook'

/** The real path of a file; of one that does not exist yet, its name in the real path of its folder. */
export async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' || (await isThere(path))) throw error
    return join(await realpath(dirname(path)), basename(path))
  }
}

/** Whether the name is taken, if only by a link to nothing. */
async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return false
  }
}

/** The folder at a path, which must be one that exists. */
export async function openServedFolder(path: string): Promise<Result<FilePlaces>> {
  try {
    const folder = await realpath(path)
    if ((await stat(folder)).isDirectory()) return ok(createServedFolder(folder))
    return fail({ code: 'folder/not-a-folder', message: `${path} is a file, not a folder.` })
  } catch (error) {
    return refuseSystem(path, error)
  }
}

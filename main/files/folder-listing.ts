import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type FolderEntry, type FolderListing, hostLimits } from '../../notebooks/host/index.ts'
import { isNotebookName } from './place-path.ts'
import { type FilePlaces, restOf } from './places.ts'
import { systemCode } from './problem.ts'

export interface ListingLimits {
  readonly folderEntries: number
  readonly foldersVisited: number
}

/**
 * The notebooks below the served folder, the nearest first until a limit is reached, then in the order of their paths. Hidden folders and `node_modules` are left out, as are
 * links to folders and what may not be read.
 */
export async function listFolder(
  places: FilePlaces,
  limits: ListingLimits = hostLimits,
): Promise<FolderListing> {
  if (places.folder === null) return { entries: [] }
  const entries: FolderEntry[] = []
  let limit: string | undefined
  const waiting = [places.folder]
  for (let visited = 0; waiting.length > 0 && limit === undefined; visited++) {
    if (visited === limits.foldersVisited) limit = 'foldersVisited'
    else {
      const { folders, files } = await readFolder(waiting.shift()!)
      waiting.push(...folders)
      const found = await Promise.all(files.map((path) => entryOf(path, places)))
      entries.push(...found.filter((entry) => entry !== null))
      if (entries.length > limits.folderEntries) limit = 'folderEntries'
    }
  }
  const shown = entries.slice(0, limits.folderEntries).sort(byPath)
  return limit === undefined ? { entries: shown } : { entries: shown, limit }
}

const byPath = (a: FolderEntry, b: FolderEntry): number => (a.path < b.path ? -1 : 1)

async function readFolder(folder: string) {
  const entries = (await unlessRefused(readdir(folder, { withFileTypes: true }))) ?? []
  const paths = (isWanted: (entry: Dirent) => boolean) =>
    entries.filter(isWanted).map(({ name }) => join(folder, name))
  return {
    folders: paths((entry) => entry.isDirectory() && isSearched(entry.name)),
    files: paths((entry) => !entry.isDirectory() && isNotebookName(entry.name)),
  }
}

const isSearched = (name: string): boolean => name !== 'node_modules' && !name.startsWith('.')

async function entryOf(path: string, places: FilePlaces): Promise<FolderEntry | null> {
  const place = places.placeAt(path)
  const located = place && (await places.locate(place))
  if (!located?.ok) return null
  const found = await unlessRefused(stat(located.value.path))
  if (!found?.isFile()) return null
  return { place: place!, path: restOf(place!), modifiedMillis: Math.floor(found.mtimeMs) }
}

/** Null for what may not be read, or went away meanwhile. */
async function unlessRefused<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return null
  }
}

import type { FileVersion, HostEvents, NotebookPlace } from '../../notebooks/host/index.ts'
import type { Turns } from './in-turn.ts'
import type { SafePath } from './places.ts'
import type { Report } from './problem.ts'
import { currentVersion } from './read-file.ts'
import { type FileWatch, watchFile } from './watch.ts'

export type PageEvents = Pick<HostEvents, 'fileChanged' | 'settingsChanged'>

/** A page and the place by which it knows a file. */
export interface Reader {
  readonly page: PageEvents
  readonly place: NotebookPlace
}

/** Who has which file open, and what its bytes were when they were last told. */
export interface OpenFiles {
  /** The version is what the reader knows. */
  open(reader: Reader, at: SafePath, version: FileVersion): void
  close(reader: Reader): void
  closeAll(page: PageEvents): void
  /** A page has written the file: the others that have it open are told. */
  wrote(page: PageEvents, at: SafePath, version: FileVersion | null): void
  stop(): Promise<void>
}

interface OpenFile {
  readonly at: SafePath
  readonly watch: FileWatch
  readonly readers: Reader[]
  version: FileVersion | null
}

/** Looks at a file in its turn, so that what we write ourselves is known when it is seen. */
export function createOpenFiles(turns: Turns, report: Report): OpenFiles {
  const files = new Map<string, OpenFile>()

  function tell(file: OpenFile, version: FileVersion | null, except?: PageEvents): void {
    if (file.version === version) return
    file.version = version
    for (const { page, place } of file.readers) {
      if (page !== except) page.fileChanged(place, version)
    }
  }

  function start(at: SafePath, version: FileVersion): OpenFile {
    const look = () =>
      turns.take(at.path, async () => {
        if (files.get(at.path) === file) tell(file, await currentVersion(at))
      })
    const file: OpenFile = { at, watch: watchFile(at.path, look, report), readers: [], version }
    files.set(at.path, file)
    return file
  }

  async function forget(file: OpenFile, isGone: (reader: Reader) => boolean): Promise<void> {
    const left = file.readers.filter((reader) => !isGone(reader))
    file.readers.splice(0, Infinity, ...left)
    if (left.length > 0) return
    files.delete(file.at.path)
    await file.watch.close()
  }

  const forgetAll = (isGone: (reader: Reader) => boolean) =>
    Promise.all([...files.values()].map((file) => forget(file, isGone)))

  const isSame = (one: Reader, other: Reader) =>
    one.page === other.page && one.place === other.place

  return {
    open(reader, at, version) {
      const file = files.get(at.path) ?? start(at, version)
      tell(file, version, reader.page)
      if (!file.readers.some((one) => isSame(one, reader))) file.readers.push(reader)
    },
    close: (reader) => void forgetAll((one) => isSame(one, reader)),
    closeAll: (page) => void forgetAll((one) => one.page === page),
    wrote(page, at, version) {
      const file = files.get(at.path)
      if (file) tell(file, version, page)
    },
    async stop() {
      await forgetAll(() => true)
    },
  }
}

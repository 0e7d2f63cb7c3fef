import { join } from 'node:path'
import type { Problem } from '../../engine/index.ts'
import { defaultSettings } from '../../notebooks/host/index.ts'
import { createFileApi, type FileApi } from './file-api.ts'
import type { FileParts } from './file-parts.ts'
import { createTurns } from './in-turn.ts'
import { createJournal } from './journal.ts'
import { releaseJournals } from './journal-api.ts'
import { createJsonStore } from './json-store.ts'
import { createLibrary } from './library.ts'
import { createOpenFiles, type PageEvents } from './open-files.ts'
import type { FilePlaces } from './places.ts'
import type { Report } from './problem.ts'
import { createRecentList } from './recent.ts'
import { settingsSchema } from './schemas.ts'
import type { UserFolders } from './user-folders.ts'

export interface FileHostOptions {
  readonly places: FilePlaces
  /** Folder of the notebooks that ship. */
  readonly libraryFolder: string
  readonly userFolders: UserFolders
  readonly nowMillis: () => number
  readonly report: Report
}

/** What all pages share. */
export interface FileHost {
  /** A page has come, and is told of what happens to its files until it leaves. */
  openPage(page: PageEvents): FilePage
  /** What was reported since the start, each once, at most `noticeLimit`. */
  notices(): readonly Problem[]
  /** Resolves when all that was begun is on the disk; after that nothing is watched. */
  stop(): Promise<void>
}

export interface FilePage {
  readonly api: FileApi
  leave(): void
}

/** Further reports still reach `report`. */
const noticeLimit = 20

export function createFileHost(options: FileHostOptions): FileHost {
  const notices: Problem[] = []
  const report: Report = (problem) => {
    if (notices.some(({ message }) => message === problem.message)) return
    if (notices.length < noticeLimit) notices.push(problem)
    options.report(problem)
  }
  const parts = createParts(options, report)
  return {
    openPage(page) {
      parts.pages.add(page)
      return { api: createFileApi(parts, page), leave: () => leave(page, parts) }
    },
    notices: () => notices,
    async stop() {
      const { openFiles, turns, journal, recent, settings } = parts
      await openFiles.stop()
      // Files first: what was done to them is noted in the others.
      for (const part of [turns, journal, recent, settings]) await part.idle()
    },
  }
}

function leave(page: PageEvents, parts: FileParts): void {
  parts.pages.delete(page)
  parts.openFiles.closeAll(page)
  releaseJournals(parts, (keeper) => keeper.page === page)
}

function createParts(options: FileHostOptions, report: Report): FileParts {
  const { places, libraryFolder, userFolders, nowMillis } = options
  const { config, data } = userFolders
  const turns = createTurns()
  return {
    places,
    nowMillis,
    turns,
    pages: new Set(),
    library: createLibrary(libraryFolder),
    recent: createRecentList(join(config, 'recent.json'), report),
    keepers: new Map(),
    journal: createJournal(join(data, 'journal'), report),
    settings: createJsonStore({
      path: join(config, 'settings.json'),
      schema: settingsSchema,
      standard: defaultSettings,
      report,
    }),
    openFiles: createOpenFiles(turns, report),
  }
}

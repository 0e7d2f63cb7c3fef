import type { HostApi } from '../../notebooks/host/index.ts'
import type { FileParts } from './file-parts.ts'
import { listFolder } from './folder-listing.ts'
import { createJournalApi } from './journal-api.ts'
import { createNotebookApi } from './notebook-api.ts'
import type { PageEvents } from './open-files.ts'
import { createRecentApi } from './recent-api.ts'

/** The part of a host that is about files. */
export type FileApi = Omit<HostApi, keyof ShellApi>

/** The part that is about the program around the page. */
export type ShellApi = Pick<
  HostApi,
  'describe' | 'choosePlace' | 'openExternal' | 'openWindow' | 'offerCommands' | 'answerClose'
>

/** Answers one page. */
export const createFileApi = (parts: FileParts, page: PageEvents): FileApi => ({
  listLibrary: () => parts.library.list(),
  listFolder: () => listFolder(parts.places),
  ...createRecentApi(parts),
  ...createNotebookApi(parts, page),
  ...createJournalApi(parts, page),
  readSettings: () => parts.settings.read(),
  async writeSettings(settings) {
    await parts.settings.write(settings)
    for (const other of parts.pages) if (other !== page) other.settingsChanged(settings)
  },
})

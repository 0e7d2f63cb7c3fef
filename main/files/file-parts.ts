import type { NotebookPlace, Settings } from '../../notebooks/host/index.ts'
import type { Turns } from './in-turn.ts'
import type { Journal } from './journal.ts'
import type { JsonStore } from './json-store.ts'
import type { Library } from './library.ts'
import type { OpenFiles, PageEvents } from './open-files.ts'
import type { FilePlaces } from './places.ts'
import type { RecentList } from './recent.ts'

/** A page that has edits of a notebook, known by its absolute place. */
export interface Keeper {
  readonly page: PageEvents
  readonly place: NotebookPlace
}

/** What the requests of all pages are answered with. */
export interface FileParts {
  readonly places: FilePlaces
  /** Those that are there now. */
  readonly pages: Set<PageEvents>
  readonly library: Library
  readonly recent: RecentList
  readonly journal: Journal
  /** The pages that are there now and keep an entry of the journal, by its id. */
  readonly keepers: Map<string, Keeper>
  readonly settings: JsonStore<Settings>
  readonly openFiles: OpenFiles
  /** One at a time for each file. */
  readonly turns: Turns
  readonly nowMillis: () => number
}

import * as v from 'valibot'
import { hostLimits, type NotebookPlace, type RecentEntry } from '../../notebooks/host/index.ts'
import { createJsonStore } from './json-store.ts'
import type { Report } from './problem.ts'
import { millisSchema, placeSchema } from './schemas.ts'

/** The notebooks that were opened last, newest first, by absolute place. */
export interface RecentList {
  list(): Promise<readonly RecentEntry[]>
  add(entry: RecentEntry): Promise<void>
  forget(place: NotebookPlace): Promise<void>
  /** Resolves when all that was to be kept is. */
  idle(): Promise<void>
}

const schema: v.GenericSchema<unknown, readonly RecentEntry[]> = v.array(
  v.object({ place: placeSchema, title: v.string(), openedMillis: millisSchema }),
)

/** A title in the list, in UTF-16 units. */
const titleLimit = 200

export function createRecentList(path: string, report: Report): RecentList {
  const store = createJsonStore({ path, schema, standard: [], report })
  const without = (entries: readonly RecentEntry[], place: NotebookPlace) =>
    entries.filter((entry) => entry.place !== place)
  return {
    list: () => store.read(),
    add: (entry) =>
      store.change((entries) => {
        const added = { ...entry, title: entry.title.slice(0, titleLimit) }
        return [added, ...without(entries, entry.place)].slice(0, keptPlaces)
      }),
    forget: (place) => store.change((entries) => without(entries, place)),
    idle: store.idle,
  }
}

/** More than one page shows, as those of other folders are left out there. */
const keptPlaces = hostLimits.recentPlaces * 5

import * as v from 'valibot'
import { hostLimits, type NotebookPlace, type RecentEntry } from '../../notebooks/host/index.ts'
import { createTurns } from './in-turn.ts'
import { createJsonStore } from './json-store.ts'
import type { Report } from './problem.ts'
import { millisSchema, placeSchema } from './schemas.ts'

/** The notebooks that were opened last, newest first, by absolute place. */
export interface RecentList {
  list(): Promise<readonly RecentEntry[]>
  add(entry: RecentEntry): Promise<void>
  forget(place: NotebookPlace): Promise<void>
}

const schema: v.GenericSchema<unknown, readonly RecentEntry[]> = v.array(
  v.object({ place: placeSchema, title: v.string(), openedMillis: millisSchema }),
)

/** A title in the list, in UTF-16 units. */
const titleLimit = 200

export function createRecentList(path: string, report: Report): RecentList {
  const store = createJsonStore({ path, schema, standard: [], report })
  const turns = createTurns()
  const change = (changed: (entries: readonly RecentEntry[]) => readonly RecentEntry[]) =>
    turns.take(path, async () => store.write(changed(await store.read())))
  const without = (entries: readonly RecentEntry[], place: NotebookPlace) =>
    entries.filter((entry) => entry.place !== place)
  return {
    list: () => store.read(),
    add: (entry) =>
      change((entries) => {
        const added = { ...entry, title: entry.title.slice(0, titleLimit) }
        return [added, ...without(entries, entry.place)].slice(0, keptPlaces)
      }),
    forget: (place) => change((entries) => without(entries, place)),
  }
}

/** More than one page shows, as those of other folders are left out there. */
const keptPlaces = hostLimits.recentPlaces * 5

import type { HostApi, JournalEntry } from '../../notebooks/host/index.ts'
import { fromAbsolutePlace, toAbsolutePlace } from './absolute-place.ts'
import type { FileParts } from './file-parts.ts'

type JournalApi = Pick<HostApi, 'keepJournal' | 'dropJournal' | 'listJournals'>

export function createJournalApi({ places, journal }: FileParts): JournalApi {
  return {
    async keepJournal(entry) {
      const place = toAbsolutePlace(entry.place, places)
      if (place) await journal.keep({ ...entry, place })
    },
    async dropJournal(place) {
      const absolute = toAbsolutePlace(place, places)
      if (absolute) await journal.drop(absolute)
    },
    async listJournals() {
      const entries = await journal.list()
      return entries.flatMap((entry): JournalEntry[] => {
        const place = fromAbsolutePlace(entry.place, places)
        return place === null ? [] : [{ ...entry, place }]
      })
    },
  }
}

import {
  type FileProblem,
  type HostApi,
  hostLimits,
  type JournalEntry,
} from '../../notebooks/host/index.ts'
import { fromAbsolutePlace, toAbsolutePlace } from './absolute-place.ts'
import type { FileParts } from './file-parts.ts'
import type { PageEvents } from './open-files.ts'
import { shown } from './place-path.ts'
import { restOf } from './places.ts'
import { refuse } from './problem.ts'
import { tooLarge } from './read-file.ts'

type JournalApi = Pick<HostApi, 'keepJournal' | 'dropJournal' | 'listJournals'>

export function createJournalApi(parts: FileParts, page: PageEvents): JournalApi {
  const { places, journal, keepers } = parts
  return {
    async keepJournal(entry) {
      const problem = whyNotKept(entry)
      if (problem) return problem
      const place = toAbsolutePlace(entry.place, places)
      if (place === null)
        return refuse('file/outside', shown(restOf(entry.place)), 'is not served here')
      keepers.set(entry.id, { page, place })
      return journal.keep({ ...entry, place })
    },
    async dropJournal(id) {
      keepers.delete(id)
      await journal.drop(id)
    },
    async listJournals() {
      const entries = await journal.list()
      return entries.flatMap((entry): JournalEntry[] => {
        const place = fromAbsolutePlace(entry.place, places)
        return place === null || keepers.has(entry.id) ? [] : [{ ...entry, place }]
      })
    },
  }
}

function whyNotKept({ place, text }: JournalEntry): { ok: false; problem: FileProblem } | null {
  const bytes = Buffer.byteLength(text)
  if (bytes <= hostLimits.notebookBytes) return null
  return refuse('file/too-large', shown(restOf(place)), tooLarge(bytes, hostLimits.notebookBytes))
}

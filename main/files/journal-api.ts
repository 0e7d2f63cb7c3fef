import {
  type FileProblem,
  type HostApi,
  hostLimits,
  type JournalEntry,
} from '../../notebooks/host/index.ts'
import { fromAbsolutePlace, toAbsolutePlace } from './absolute-place.ts'
import type { FileParts, Keeper } from './file-parts.ts'
import type { PageEvents } from './open-files.ts'
import { shown } from './place-path.ts'
import { restOf } from './places.ts'
import { refuse } from './problem.ts'
import { tooLarge } from './read-file.ts'

type JournalApi = Pick<
  HostApi,
  'keepJournal' | 'addJournalTexts' | 'keepJournalOfTexts' | 'dropJournal' | 'listJournals'
>

export function createJournalApi(parts: FileParts, page: PageEvents): JournalApi {
  const { places, journal, keepers } = parts

  async function keep<Entry extends Pick<JournalEntry, 'id' | 'place'>>(
    entry: Entry,
    write: (entry: Entry) => ReturnType<HostApi['keepJournal']>,
  ): ReturnType<HostApi['keepJournal']> {
    const place = toAbsolutePlace(entry.place, places)
    if (place === null)
      return refuse('file/outside', shown(restOf(entry.place)), 'is not served here')
    keepers.set(entry.id, { page, place })
    return write({ ...entry, place })
  }

  return {
    keepJournal: async (entry) => whyNotKept(entry) ?? keep(entry, journal.keep),
    addJournalTexts: (added) => journal.addTexts(added),
    keepJournalOfTexts: (entry) => keep(entry, journal.keepOfTexts),
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

/** Pages keep these no longer: what they left unsaved is offered to others. */
export function releaseJournals(
  { keepers, journal }: FileParts,
  isLeft: (keeper: Keeper) => boolean,
): void {
  for (const [id, keeper] of keepers) {
    if (!isLeft(keeper)) continue
    keepers.delete(id)
    void journal.release(id)
  }
}

function whyNotKept({ place, text }: JournalEntry): { ok: false; problem: FileProblem } | null {
  const bytes = Buffer.byteLength(text)
  if (bytes <= hostLimits.notebookBytes) return null
  return refuse('file/too-large', shown(restOf(place)), tooLarge(bytes, hostLimits.notebookBytes))
}

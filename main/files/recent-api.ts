import { stat } from 'node:fs/promises'
import { type HostApi, hostLimits, type RecentEntry } from '../../notebooks/host/index.ts'
import { fromAbsolutePlace, toAbsolutePlace } from './absolute-place.ts'
import type { FileParts } from './file-parts.ts'
import { type FilePlaces, isFilePlace } from './places.ts'
import { systemCode } from './problem.ts'

export function createRecentApi({
  places,
  recent,
}: FileParts): Pick<HostApi, 'listRecent' | 'forgetRecent'> {
  return {
    async listRecent() {
      const entries = await recent.list()
      const shown = await Promise.all(entries.map((entry) => asPageKnowsIt(entry, places)))
      return shown.filter((entry) => entry !== null).slice(0, hostLimits.recentPlaces)
    },
    async forgetRecent(place) {
      const absolute = toAbsolutePlace(place, places)
      if (absolute) await recent.forget(absolute)
    },
  }
}

async function asPageKnowsIt(entry: RecentEntry, places: FilePlaces): Promise<RecentEntry | null> {
  const place = fromAbsolutePlace(entry.place, places)
  if (place === null || (isFilePlace(place) && !(await isThere(place, places)))) return null
  return { ...entry, place }
}

async function isThere(place: Parameters<FilePlaces['locate']>[0], places: FilePlaces) {
  const located = await places.locate(place)
  if (!located.ok) return false
  try {
    return (await stat(located.value.path)).isFile()
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return false
  }
}

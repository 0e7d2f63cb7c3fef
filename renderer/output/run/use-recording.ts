import { type Ref, shallowRef, watch } from 'vue'
import type { Timeline } from '../../../engine/timeline/index.ts'
import { useRecordingsStore } from '../../stores/recordings.ts'
import { readSaved } from '../../timeline/worker/timeline-reader.ts'

/** What a run is drawn from. */
export interface FoundRecording {
  readonly timeline: Timeline | undefined
  /** One sentence where it is not the whole run, or nothing at all. */
  readonly note: string | undefined
  /** Whether it is read and laid out now. */
  readonly isReading: boolean
}

const READING: FoundRecording = { timeline: undefined, note: undefined, isReading: true }

/** The whole recording where this session has it, else what the file holds. What was whole once stays so while it is shown. */
export function useRecording(
  fingerprint: () => string,
  saved: () => string | undefined,
): Readonly<Ref<FoundRecording>> {
  const store = useRecordingsStore()
  const found = shallowRef<FoundRecording>(READING)
  const sources = () => ({
    wanted: fingerprint(),
    text: saved(),
    whole: store.timelineOf(fingerprint()),
    why: store.noteOf(fingerprint()),
    isOnItsWay: store.isReading(fingerprint()),
  })
  let latest: symbol
  watch(
    sources,
    async ({ wanted, text, whole, why, isOnItsWay }) => {
      const known = found.value.timeline?.run
      const isSame = known?.fingerprint === wanted && (known.thinned === undefined || !whole)
      if (isSame && why === undefined) return
      latest = Symbol()
      const mine = latest
      if (whole) found.value = { timeline: whole, note: undefined, isReading: false }
      else if (isOnItsWay) found.value = READING
      else {
        const read = await foundIn(text, why)
        if (latest === mine) found.value = read
      }
    },
    { immediate: true },
  )
  return found
}

async function foundIn(text: string | undefined, why: string | undefined): Promise<FoundRecording> {
  const nothing = { timeline: undefined, isReading: false }
  if (text === undefined) return { ...nothing, note: 'Run the cell to see it along time.' }
  const read = await readSaved(text)
  if (!read.ok) return { ...nothing, note: read.sentence }
  return { timeline: read.timeline, note: noteOn(read.timeline, why), isReading: false }
}

function noteOn({ run: { thinned, trace, faults } }: Timeline, why: string | undefined) {
  if (thinned === undefined) return undefined
  const struck =
    thinned.faults === undefined
      ? ''
      : ` and ${grouped(faults.length)} of ${grouped(thinned.faults)} faults`
  const rest = struck + (why === undefined ? '; run the cell for all.' : `. ${why}`)
  return `Drawn from the saved reduction: ${grouped(trace.length)} of ${grouped(thinned.events)} events${rest}`
}

const grouped = (count: number): string => count.toLocaleString('en').replaceAll(',', '\u202f')

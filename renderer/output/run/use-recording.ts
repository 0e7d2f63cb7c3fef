import { type Ref, shallowRef, watch } from 'vue'
import { decodeRecording, type RecordedRun } from '../../../engine/timeline/index.ts'
import { useRecordingsStore } from '../../stores/recordings.ts'

/** What a run is drawn from. */
export interface FoundRecording {
  readonly recording: RecordedRun | undefined
  /** One sentence where it is not the whole run, or nothing at all. */
  readonly note: string | undefined
}

/** The whole recording where this session has it, else what the file holds. What was whole once stays so while it is shown. */
export function useRecording(
  fingerprint: () => string,
  saved: () => string | undefined,
): Readonly<Ref<FoundRecording>> {
  const store = useRecordingsStore()
  const found = shallowRef<FoundRecording>({ recording: undefined, note: undefined })
  watch(
    [fingerprint, saved, () => store.recordingOf(fingerprint()), () => store.noteOf(fingerprint())],
    ([wanted, text, whole, why]) => {
      const known = found.value.recording
      const isSame = known?.fingerprint === wanted && (known.thinned === undefined || !whole)
      if (isSame && why === undefined) return
      found.value = whole ? { recording: whole, note: undefined } : readSaved(text, why)
    },
    { immediate: true },
  )
  return found
}

function readSaved(text: string | undefined, why: string | undefined): FoundRecording {
  if (text === undefined)
    return { recording: undefined, note: 'Run the cell to see it along time.' }
  const read = decodeRecording(text)
  if (!read.ok) return { recording: undefined, note: read.problem.message }
  const { thinned, trace } = read.value
  const note =
    thinned === undefined
      ? undefined
      : `Drawn from the saved reduction: ${grouped(trace.length)} of ${grouped(thinned.events)} events${why === undefined ? '; run the cell for all.' : `. ${why}`}`
  return { recording: read.value, note }
}

const grouped = (count: number): string => count.toLocaleString('en').replaceAll(',', '\u202f')

import type { RecordedRun } from '../../timeline/recorded-run.ts'
import { visibleText } from '../../trace/visible-text.ts'
import type { DisplayRoom } from '../display.ts'
import { recordingLimits, recordingText } from './recording-text.ts'

/** What an output that shows runs is made of. */
export interface RunParts {
  readonly text: string
  readonly picture: string
  readonly recordings: readonly RecordedRun[]
}

/** The same, of what there is room for. */
export interface FittedParts {
  readonly 'text/plain': string
  readonly 'image/svg+xml'?: string
  /** By run, as text; null where there was no room for it. */
  readonly recordings: readonly (string | null)[]
  /** What was left out and why, in one sentence. */
  readonly omitted: string | undefined
}

/** Without room for all, first recordings are left out, then the picture; the text always stands, and says so. */
export function fitInto(parts: RunParts, room?: DisplayRoom): FittedParts {
  const { picture, recordings } = parts
  const text = visibleText(parts.text)
  const most = room?.bytes ?? Number.POSITIVE_INFINITY
  const hasPicture = picture.length <= most
  const texts = recordings.map((run) => recordingText(run, recordingLimits.of(recordings.length)))
  const length = texts.reduce((sum, one) => sum + one.length, 0)
  const hasRecordings = hasPicture && picture.length + length <= most
  if (hasRecordings) {
    const all = { 'text/plain': text, 'image/svg+xml': picture }
    return { ...all, recordings: texts, omitted: undefined }
  }
  const what = hasPicture ? 'What the page would draw it from' : 'The picture'
  const omitted = `${what} is left out: outputs of a cell may hold ${Math.floor((room?.limitBytes ?? 0) / 1_000)} kB of pictures and recordings (limit ${room?.limit}).`
  return {
    'text/plain': `${text}\n\n${omitted}`,
    ...(hasPicture ? { 'image/svg+xml': picture } : {}),
    recordings: texts.map(() => null),
    omitted,
  }
}

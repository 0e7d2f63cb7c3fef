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

/** Without room for all, recordings are left out, or a picture that is too large by itself; the text always stands, and says so. */
export function fitInto(parts: RunParts, room?: DisplayRoom): FittedParts {
  const { picture, recordings } = parts
  const text = visibleText(parts.text)
  const most = room?.bytes ?? Number.POSITIVE_INFINITY
  const hasPicture = picture.length <= most
  const texts = recordings.map((run) => recordingText(run, recordingLimits.of(recordings.length)))
  const length = texts.reduce((sum, one) => sum + one.length, 0)
  const hasRecordings = (hasPicture ? picture.length : 0) + length <= most
  const shown = hasPicture ? { 'image/svg+xml': picture } : {}
  const kept = hasRecordings ? texts : texts.map(() => null)
  if (hasPicture && hasRecordings)
    return { 'text/plain': text, ...shown, recordings: kept, omitted: undefined }
  const what = [
    ...(hasPicture ? [] : ['the picture']),
    ...(hasRecordings ? [] : ['what the page would draw it from']),
  ].join(' and ')
  const omitted = `Left out: ${what}, since outputs of a cell may hold ${Math.floor((room?.limitBytes ?? 0) / 1_000)} kB of pictures and recordings (limit ${room?.limit}).`
  return { 'text/plain': `${text}\n\n${omitted}`, ...shown, recordings: kept, omitted }
}

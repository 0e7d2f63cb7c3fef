import type { Micros } from '../../core/clock.ts'
import { firstDifference } from '../../timeline/first-difference.ts'
import type { RecordedRun } from '../../timeline/recorded-run.ts'
import { formatMoment } from '../../trace/format.ts'

/** A run that is shown alone, or among others. */
export interface NamedRecording {
  /** What it is called among others; undefined where it is alone. */
  readonly name: string | undefined
  readonly recording: RecordedRun
}

/** Where runs part from the first of them. */
export interface Parting {
  /** By run; of the first one: the earliest. Undefined where it does not part. */
  readonly moments: readonly (Micros | undefined)[]
  /** A sentence for each run but the first. */
  readonly sentences: readonly string[]
}

export function whereTheyPart([first, ...others]: readonly NamedRecording[]): Parting {
  const partings = others.map((other) => firstDifference(first.recording, other.recording))
  const times = partings.flatMap((parting) => (parting === undefined ? [] : [parting.time]))
  const earliest = times.length === 0 ? undefined : Math.min(...times)
  const sentences = others.map(({ name }, at) => {
    const parting = partings[at]
    if (parting === undefined) return `${name} is as ${first.name} to the last event.`
    const { time, one, other } = parting
    const over = 'its trace is over'
    return `${name} parts from ${first.name} at ${formatMoment(time)}: in ${first.name} ${one?.sentence ?? over}, in ${name} ${other?.sentence ?? over}.`
  })
  return { moments: [earliest, ...partings.map((parting) => parting?.time)], sentences }
}

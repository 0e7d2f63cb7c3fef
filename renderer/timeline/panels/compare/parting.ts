import { formatNumber } from '../../../../engine/index.ts'
import {
  type FirstDifference,
  firstDifference,
  formatMoment,
  type RecordedRun,
} from '../../../../engine/timeline/index.ts'

/** Where a run parts from the first of those that are compared. */
export interface Parting {
  /** Undefined where the two are the same, event for event. */
  readonly difference: FirstDifference | undefined
  readonly words: PartingWords
}

/** Said in parts, so that a page can set the names apart. */
export interface PartingWords {
  readonly until: string
  /** What happened then in the first run, and in the other one. */
  readonly first: string
  readonly other: string
}

export const partingOf = (first: RecordedRun, other: RecordedRun): Parting => {
  const difference = firstDifference(first, other)
  return { difference, words: partingWords(difference) }
}

function partingWords(difference: FirstDifference | undefined): PartingWords {
  if (difference === undefined) {
    return { until: 'Both runs are the same, event for event.', first: '', other: '' }
  }
  const { position, time, one, other } = difference
  const events = position === 1 ? '1 event' : `${formatNumber(position)} events`
  const until =
    position === 0
      ? `They differ from their first event on, at ${formatMoment(time)}.`
      : `Alike for ${events}; they part at ${formatMoment(time)}.`
  return { until, first: eventWords(one), other: eventWords(other) }
}

const eventWords = (event: FirstDifference['one']): string =>
  event === undefined ? 'nothing more happens' : `${event.sentence}, at ${formatMoment(event.time)}`

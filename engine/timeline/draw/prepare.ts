import { type SortedTimeline, sortedOf, useSorted } from '../show.ts'
import type { Timeline } from '../timeline.ts'
import { type Description, describeTimeline, useDescription } from './describe.ts'
import { type Mishaps, mishapsOf, useMishaps } from './mishaps.ts'
import { type Stacking, stackingOf, useStacking } from './stacking.ts'

/** What the first picture of a timeline needs and later ones keep, as plain data: some 60 ms for a million events, so made in another thread and handed over. */
export interface Prepared {
  readonly sorted: SortedTimeline
  readonly stacking: Stacking
  readonly mishaps: Mishaps
  readonly description: Description
}

export const prepareTimeline = (timeline: Timeline): Prepared => ({
  sorted: sortedOf(timeline),
  stacking: stackingOf(timeline.operations),
  mishaps: mishapsOf(timeline),
  description: describeTimeline(timeline),
})

/** Draws a timeline from what was prepared of it, in place of making it when it is first needed. */
export function usePrepared(timeline: Timeline, prepared: Prepared): void {
  useSorted(timeline, prepared.sorted)
  useStacking(timeline.operations, prepared.stacking)
  useMishaps(timeline, prepared.mishaps)
  useDescription(timeline, prepared.description)
}

/** The same run under another title; what is prepared of it stays. */
export function titled(timeline: Timeline, title: string): Timeline {
  if (timeline.run.title === title) return timeline
  const copy = { ...timeline, run: { ...timeline.run, title } }
  usePrepared(copy, { ...prepareTimeline(timeline), description: describeTimeline(copy) })
  return copy
}

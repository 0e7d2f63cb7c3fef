import { notablesOf } from '../notable.ts'
import { showMarks, showMessages, showOperations } from '../show.ts'
import type { Timeline } from '../timeline.ts'
import { describeTimeline } from './describe.ts'
import { mishapsOf } from './mishaps.ts'
import { stackingOf } from './stacking.ts'

const MOMENT = { from: 0, to: 0 }

/** Makes what the first picture needs and later ones keep, a part at a time: whoever asks for the next may let others go first. */
export function* prepareTimeline(timeline: Timeline): Generator<void> {
  stackingOf(timeline.operations)
  yield
  mishapsOf(timeline)
  yield
  describeTimeline(timeline)
  yield
  for (const kind of ['election', 'conflict', 'violation'] as const) notablesOf(timeline, kind)
  yield
  for (const show of [showMessages, showOperations, showMarks]) {
    show(timeline, MOMENT, {}, 1, 1)
    yield
  }
}

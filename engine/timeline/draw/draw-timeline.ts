import type { Timeline } from '../timeline.ts'
import { withoutEmpty } from './batches.ts'
import { drawClocks } from './clocks.ts'
import { describeTimeline } from './describe.ts'
import type { Drawing } from './drawing.ts'
import { nameFaults, shadeFaults } from './faults.ts'
import { clearMargins, drawAxis, drawGrid, drawNames } from './frame.ts'
import type { Layout } from './layout.ts'
import { drawMarks } from './marks.ts'
import { drawMessages } from './messages.ts'
import { drawOperations } from './operations.ts'
import { drawPositions } from './positions.ts'
import { drawStates } from './states.ts'
import type { TimelineView } from './view.ts'

/** A part of a timeline as a picture, from what lies behind to what lies above. */
export function drawTimeline(timeline: Timeline, view: TimelineView, layout: Layout): Drawing {
  const messages = drawMessages(timeline, view, layout)
  return {
    width: layout.width,
    height: layout.height,
    ...describeTimeline(timeline),
    batches: withoutEmpty([
      ...shadeFaults(timeline, view, layout),
      ...drawGrid(view, layout),
      ...messages.behind,
      ...drawPositions(timeline, view, layout),
      ...drawStates(timeline, view, layout),
      ...drawOperations(timeline, view, layout),
      ...messages.above,
      ...drawClocks(timeline, view, layout),
      ...drawMarks(timeline, view, layout),
      ...clearMargins(layout),
      ...drawAxis(view, layout),
      ...nameFaults(timeline, view, layout),
      ...drawNames(timeline, view, layout),
    ]),
  }
}

import { formatDuration } from '../../trace/format.ts'
import { linearAt } from '../steps.ts'
import type { NodeLane, Timeline } from '../timeline.ts'
import { GlyphBatch, RectangleBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import { type Layout, type Row, xOf } from './layout.ts'
import { rowsInSight } from './sight.ts'
import { widthOf } from './text.ts'
import type { TimelineView } from './view.ts'

const SIGN_SIZE = 8
const WORDS_SIZE = 10
/** A clock that is wrong by less is right, as far as a reader cares. */
const LEAST_AHEAD = 1

/** Where a node's wall clock began to be wrong or was set, and by how much it is wrong at the end of what is shown. Ids are endpoints. */
export function drawClocks(timeline: Timeline, view: TimelineView, layout: Layout): Batch[] {
  const signs = new GlyphBatch('clock', 'clock', SIGN_SIZE, { stroke: 'textQuiet' })
  const grounds = new RectangleBatch('ground of clock words', { fill: 'surface', alpha: 0.85 })
  const words = new TextBatch('clock words', { fill: 'text' }, WORDS_SIZE, 'end')
  for (const { row, shift } of rowsInSight(layout, view)) {
    const lane = timeline.nodes.find(({ endpoint }) => endpoint === row.endpoint)
    if (lane === undefined || lane.clockAhead.times.length === 0) continue
    const y =
      (layout.sizes.node.marks > 0
        ? row.top + layout.sizes.node.marks / 2
        : row.strip.top + row.strip.height / 2) + shift
    addSigns(signs, lane, row, y, view, layout, timeline.endMicros)
    const text = clockWords(lane, view.window.to)
    const width = widthOf(text, WORDS_SIZE)
    if (text === '' || width > (layout.right - layout.left) / 2) continue
    grounds.add(layout.right - width - 4, y - 6, width + 4, 12, row.endpoint)
    words.add(layout.right - 2, y, text, row.endpoint)
  }
  return [signs, grounds, words]
}

function addSigns(
  signs: GlyphBatch,
  { clockAhead }: NodeLane,
  { endpoint }: Row,
  y: number,
  { window }: TimelineView,
  layout: Layout,
  endMicros: number,
): void {
  let last = Number.NEGATIVE_INFINITY
  for (const time of clockAhead.times) {
    const x = xOf(layout, window, time)
    if (
      time === 0 ||
      time >= endMicros ||
      x < layout.left ||
      x > layout.right ||
      x - last < SIGN_SIZE
    )
      continue
    signs.add(x, y, endpoint)
    last = x
  }
}

/** `clock 40.0 ms ahead`; '' where it is right. */
function clockWords({ clockAhead }: NodeLane, time: number): string {
  const ahead = linearAt(clockAhead, time)
  if (Math.abs(ahead) < LEAST_AHEAD) return ''
  return `clock ${formatDuration(Math.abs(Math.round(ahead)))} ${ahead > 0 ? 'ahead' : 'behind'}`
}

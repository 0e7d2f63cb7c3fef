import { MessageFate, type Timeline } from '../timeline.ts'
import { addApart, GlyphBatch, LineBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import type { GlyphName } from './glyphs.ts'
import type { Layout } from './layout.ts'
import { drawMessageDensity } from './message-density.ts'
import { FATE_GLYPHS, isLost } from './message-fates.ts'
import { placeMessage } from './message-places.ts'
import { drawMessageWords } from './message-words.ts'
import type { TimelineView } from './view.ts'

/** More arrivals than this have no sign of their own: the slope alone says which way they went. */
const MOST_ARRIVALS = 600

/** Messages as lines, and signs at their ends that belong above all else. Ids are messages. */
export interface DrawnMessages {
  readonly behind: readonly Batch[]
  readonly above: readonly Batch[]
}

export function drawMessages(
  timeline: Timeline,
  view: TimelineView,
  layout: Layout,
): DrawnMessages {
  if (view.messages.form === 'each') {
    const lines = drawLines(timeline, view, layout, view.messages.ids)
    const words = drawMessageWords(timeline, view, layout, view.messages.ids)
    return { behind: lines.behind, above: [...lines.above, ...words] }
  }
  const density = drawMessageDensity(view, layout, view.messages)
  const lines = drawLines(timeline, view, layout, view.notableMessages)
  return { behind: [...density.behind, ...lines.behind], above: [...density.above, ...lines.above] }
}

export function drawLines(
  timeline: Timeline,
  view: TimelineView,
  layout: Layout,
  ids: Int32Array,
): DrawnMessages {
  const between = new LineBatch('message', { stroke: 'message' })
  const client = new LineBatch('message of a client', { stroke: 'message', alpha: 0.55 })
  const open = new LineBatch('message open', { stroke: 'message', dash: [4, 3] })
  const lost = new LineBatch('message lost', { stroke: 'messageLost', alpha: 0.8 })
  const arrivals = new GlyphBatch('arrival', 'disc', 3.5, { fill: 'message' })
  const ends = FATE_GLYPHS.map((glyph) => (glyph === undefined ? undefined : endBatch(glyph)))
  const { fate, from, to } = timeline.messages
  const isNode = (endpoint: number) => layout.rows[layout.rowOf[endpoint]!].kind === 'node'
  for (const id of ids) {
    const place = placeMessage(timeline, view, layout, id)
    if (place === undefined) continue
    const { x1, y1, x2, y2 } = place
    const isBetweenNodes = isNode(from[id]) && isNode(to[id])
    if (isLost(fate[id])) lost.add(x1, y1, x2, y2, id)
    else if (fate[id] === MessageFate.open) open.add(x1, y1, x2, y2, id)
    else (isBetweenNodes ? between : client).add(x1, y1, x2, y2, id)
    if (!place.hasEnd) continue
    if (fate[id] === MessageFate.delivered && isBetweenNodes) arrivals.add(x2, y2, id)
    const end = ends[fate[id]]
    if (end) addApart(end, x2, y2, id)
  }
  return {
    behind: [client, between, open, lost],
    above: [
      ...(arrivals.ids.length <= MOST_ARRIVALS ? [arrivals] : []),
      ...ends.filter((one) => one !== undefined),
    ],
  }
}

const endBatch = (glyph: GlyphName): GlyphBatch =>
  new GlyphBatch(`end of a lost message (${glyph})`, glyph, 7, {
    stroke: 'messageLost',
    lineWidth: 1.5,
  })

import { fewerSpans } from '../fewer-spans.ts'
import type { NodeLane, NodeSpan, Timeline } from '../timeline.ts'
import { RectangleBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import { type Layout, type Row, xOf } from './layout.ts'
import { rowsInSight, seenPart } from './sight.ts'
import { type StateStyle, stateStyle, stateWords } from './state-style.ts'
import { fitting, widthOf } from './text.ts'
import type { TimelineView } from './view.ts'

const WORDS_SIZE = 10.5
/** Lower strips have no words. */
const LEAST_STRIP = 11
const WORDS_MARGIN = 5
/** Shorter stretches are drawn this wide, so that a moment's state is not lost. */
const LEAST_WIDTH = 1.5

interface Batches {
  readonly ground: RectangleBatch
  readonly cover: RectangleBatch | undefined
  /** Keeps words apart from a cover's lines. */
  readonly clear: RectangleBatch
  readonly words: TextBatch
}

/** Each node's strip: what it was, when. Ids are endpoints. */
export function drawStates(timeline: Timeline, view: TimelineView, layout: Layout): Batch[] {
  const batches = new Map<string, Batches>()
  for (const { row, shift } of rowsInSight(layout, view)) {
    if (row.kind !== 'node') continue
    const lane = timeline.nodes.find(({ endpoint }) => endpoint === row.endpoint)!
    for (const span of told(spansWithin(lane, view), view, layout)) {
      const style = stateStyle(span)
      const batch = batchesFor(batches, span, style)
      drawSpan(batch, span, row, shift, view, layout)
    }
  }
  const all = [...batches.values()]
  return [
    ...all.map(({ ground }) => ground),
    ...all.flatMap(({ cover }) => cover ?? []),
    ...all.map(({ clear }) => clear),
    ...all.map(({ words }) => words),
  ]
}

/** The stretches of a lane that a window touches. */
export const spansWithin = ({ spans }: NodeLane, { window }: TimelineView): readonly NodeSpan[] =>
  spans.filter(({ from, to }) => to >= window.from && from <= window.to)

/** Where a lane has more stretches in sight than can be told apart, those that are less wide are told together. */
const CELL = 3

function told(
  spans: readonly NodeSpan[],
  { window }: TimelineView,
  { left, right }: Layout,
): readonly NodeSpan[] {
  const width = right - left
  if (spans.length < width / CELL / 2) return spans
  return fewerSpans(spans, (CELL * (window.to - window.from)) / width)
}

function batchesFor(all: Map<string, Batches>, span: NodeSpan, style: StateStyle): Batches {
  const what = `state ${span.health} ${span.role ?? 'none'}`
  const known = all.get(what)
  if (known !== undefined) return known
  const made: Batches = {
    ground: new RectangleBatch(what, style.ground),
    cover: style.cover && new RectangleBatch(`health ${span.health}`, style.cover),
    clear: new RectangleBatch('ground of state words', { fill: style.ground.fill }),
    words: new TextBatch('state words', { fill: style.text }, WORDS_SIZE),
  }
  all.set(what, made)
  return made
}

function drawSpan(
  { ground, cover, clear, words }: Batches,
  span: NodeSpan,
  { strip, endpoint }: Row,
  shift: number,
  { window }: TimelineView,
  layout: Layout,
): void {
  const from = xOf(layout, window, span.from)
  const part = seenPart(layout, from, Math.max(from + LEAST_WIDTH, xOf(layout, window, span.to)))
  if (part === undefined) return
  const top = strip.top + shift
  ground.add(part.x, top, part.width, strip.height, endpoint)
  cover?.add(part.x, top, part.width, strip.height, endpoint)
  const room = part.width - 2 * WORDS_MARGIN
  const text = strip.height >= LEAST_STRIP ? fitting(stateWords(span), room, WORDS_SIZE) : undefined
  if (text === undefined) return
  const x = part.x + WORDS_MARGIN
  if (cover) clear.add(x - 3, top + 2, widthOf(text, WORDS_SIZE) + 6, strip.height - 4, endpoint)
  words.add(x, top + strip.height / 2, text, endpoint)
}

import { valueAt } from '../steps.ts'
import type { NodeLane, Steps, Timeline } from '../timeline.ts'
import type { Window } from '../window.ts'
import { PolylineBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import type { Layout, Row } from './layout.ts'
import { rowsInSight } from './sight.ts'
import { areaBelow, scaleValues, stairs } from './step-curve.ts'
import { widthOf } from './text.ts'
import type { TimelineView } from './view.ts'

const WORDS_SIZE = 10

/** Values of all nodes stand on one scale, so that who lags behind stands lower. */
interface Scale {
  readonly least: number
  readonly most: number
}

/** Below each node's strip: how far its log and what is committed of it have come, or how many versions it has; and the hints that wait there. Ids are endpoints. */
export function drawPositions(timeline: Timeline, view: TimelineView, layout: Layout): Batch[] {
  if (layout.sizes.node.position === 0) return []
  const log = new PolylineBatch('log', { stroke: 'followerEdge' })
  const committed = new PolylineBatch('committed', { fill: 'followerEdge', alpha: 0.35 })
  const hints = new PolylineBatch('hints', { fill: 'staleFill', stroke: 'stale' })
  const words = new TextBatch('hints words', { fill: 'stale' }, WORDS_SIZE, 'end')
  const positions = scaleOf(timeline.nodes.map(positionOf), view.window)
  const waiting = scaleOf(
    timeline.nodes.map((node) => node.hints),
    view.window,
    0,
  )
  for (const { row, shift } of rowsInSight(layout, view)) {
    if (row.kind !== 'node') continue
    const lane = timeline.nodes.find(({ endpoint }) => endpoint === row.endpoint)!
    const curve = curveOf(row, layout, view.window, shift)
    if (positionOf(lane).times.length > 0) {
      log.add(curve.line(positionOf(lane), positions), row.endpoint)
      committed.add(
        curve.area(lane.committed.times.length > 0 ? lane.committed : positionOf(lane), positions),
        row.endpoint,
      )
    }
    if (waiting.most === 0 || lane.hints.times.length === 0) continue
    hints.add(curve.area(lane.hints, waiting), row.endpoint)
    writeHints(words, lane, row, layout, view, shift)
  }
  return [committed, log, hints, words]
}

/** A model without a log is measured by what it made readable. */
const positionOf = ({ log, stored }: NodeLane): Steps => (log.times.length > 0 ? log : stored)

function scaleOf(all: readonly Steps[], { from, to }: Window, least?: number): Scale {
  const shown = all.filter(({ times }) => times.length > 0)
  const begins = shown.map((steps) => valueAt(steps, from))
  const ends = shown.map((steps) => valueAt(steps, to))
  const inside = shown.map((steps) => (least === undefined ? 0 : mostWithin(steps, from, to)))
  return {
    least: least ?? Math.min(...begins, Number.POSITIVE_INFINITY),
    most: Math.max(0, ...ends, ...begins, ...inside),
  }
}

function mostWithin({ times, values }: Steps, from: number, to: number): number {
  let most = 0
  for (let at = 0; at < times.length && times[at] <= to; at++) {
    if (times[at] >= from && values[at] > most) most = values[at]
  }
  return most
}

/** Draws curves in one row's band. */
function curveOf(row: Row, layout: Layout, window: Window, shift: number) {
  const top = row.strip.top + row.strip.height + 2 + shift
  const height = layout.sizes.node.position - 2
  const line = (steps: Steps, { least, most }: Scale) =>
    scaleValues(stairs(steps, window, layout), least, most, top, height)
  const area = (steps: Steps, scale: Scale) => areaBelow(line(steps, scale), top + height)
  return { line, area }
}

/** How many hints wait at the window's end, at its right edge. */
function writeHints(
  words: TextBatch,
  { hints }: NodeLane,
  { strip, endpoint }: Row,
  layout: Layout,
  { window }: TimelineView,
  shift: number,
): void {
  const count = valueAt(hints, window.to)
  const text = count === 1 ? '1 hint' : `${count} hints`
  if (count === 0 || widthOf(text, WORDS_SIZE) > layout.right - layout.left) return
  words.add(layout.right - 2, strip.top + strip.height + 7 + shift, text, endpoint)
}

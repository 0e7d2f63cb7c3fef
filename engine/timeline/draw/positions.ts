import { valueAt } from '../steps.ts'
import type { NodeLane, Steps, Timeline } from '../timeline.ts'
import type { Window } from '../window.ts'
import { PolylineBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import { type Layout, type Row, xOf } from './layout.ts'
import { rowsInSight } from './sight.ts'
import { areaBelow, scaleValues, stairs } from './step-curve.ts'
import { fitting } from './text.ts'
import type { TimelineView } from './view.ts'

const WORDS_SIZE = 10
/** Room for the sign of the hint that was kept. */
const WORDS_MARGIN = 8

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
  const versions = new PolylineBatch('versions', { stroke: 'followerEdge' })
  const stored = new PolylineBatch('stored', { fill: 'followerEdge', alpha: 0.35 })
  const hints = new PolylineBatch('hints', { fill: 'staleFill', stroke: 'stale' })
  const words = new TextBatch('hints words', { fill: 'text' }, WORDS_SIZE)
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
    if (lane.log.times.length > 0) {
      log.add(curve.line(lane.log, positions), row.endpoint)
      const agreed = lane.committed.times.length > 0 ? lane.committed : lane.log
      committed.add(curve.area(agreed, positions), row.endpoint)
    } else if (lane.stored.times.length > 0) {
      versions.add(curve.line(lane.stored, positions), row.endpoint)
      stored.add(curve.area(lane.stored, positions), row.endpoint)
    }
    if (waiting.most === 0 || lane.hints.times.length === 0) continue
    hints.add(curve.area(lane.hints, waiting), row.endpoint)
    writeHints(words, lane, row, layout, view, shift)
  }
  return [committed, stored, log, versions, hints, words]
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

/** How many hints wait, where they wait for long enough to say so. */
function writeHints(
  words: TextBatch,
  { hints }: NodeLane,
  { strip, endpoint }: Row,
  layout: Layout,
  { window }: TimelineView,
  shift: number,
): void {
  const y = strip.top + strip.height + 1 + layout.sizes.node.position / 2 + shift
  hints.values.forEach((count, step) => {
    if (count === 0) return
    const from = Math.max(layout.left, xOf(layout, window, hints.times[step]))
    const to = xOf(layout, window, hints.times[step + 1] ?? Number.MAX_SAFE_INTEGER)
    const wordings = [`${count} ${count === 1 ? 'hint waits' : 'hints wait'}`, String(count)]
    const room = Math.min(layout.right, to) - from - WORDS_MARGIN - 4
    const text = fitting(wordings, room, WORDS_SIZE)
    if (text !== undefined) words.add(from + WORDS_MARGIN, y, text, endpoint)
  })
}

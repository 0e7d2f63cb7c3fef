import type { EndpointId } from '../../trace/event.ts'
import type { Density } from '../window.ts'
import { GlyphBatch, PolylineBatch } from './batches.ts'
import { type SeenBins, seenBins } from './bins.ts'
import type { Batch } from './drawing.ts'
import type { Band, Layout, Row } from './layout.ts'
import { isLost } from './message-fates.ts'
import { rowsInSight } from './sight.ts'
import { areaBelow } from './step-curve.ts'
import type { TimelineView } from './view.ts'

/** How many messages a node sent in each bin. */
interface Traffic {
  readonly all: Float64Array
  readonly lost: Float64Array
}

/** Pixels between signs of loss: what is nearer stands for both. */
const SIGN_DISTANCE = 9

/**
 * Messages as areas below their senders' strips, the higher the more were sent; what never arrived as an area and signs of its own, so that none is lost from sight. Ids of areas are
 * endpoints, ids of signs the numbers of messages that they stand for.
 */
export function drawMessageDensity(
  view: TimelineView,
  layout: Layout,
  density: Density,
): { readonly behind: Batch[]; readonly above: Batch[] } {
  const sent = new PolylineBatch('messages', { fill: 'message', alpha: 0.5 })
  const lost = new PolylineBatch('share of lost messages', { fill: 'messageLost' })
  const signs = new GlyphBatch('messages lost', 'cross', 6, {
    stroke: 'messageLost',
    lineWidth: 1.5,
  })
  const traffic = trafficOf(density)
  const most = mostOf(traffic, layout)
  const bins = seenBins(view, layout, density)
  for (const { row, shift } of rowsInSight(layout, view)) {
    const found = traffic.get(row.endpoint)
    if (found === undefined) continue
    const band = trafficBand(row, shift)
    if (row.kind === 'node' && band.height > 2) {
      sent.add(area(found.all, most, bins, band), row.endpoint)
      if (found.lost.some((count) => count > 0))
        lost.add(area(found.lost, most, bins, band), row.endpoint)
    }
    addSigns(signs, found.lost, bins, band)
  }
  return { behind: [sent, lost], above: [signs] }
}

const known = new WeakMap<Density, Map<EndpointId, Traffic>>()

/** Sums over receivers, made once for what is drawn again and again. */
function trafficOf(density: Density): Map<EndpointId, Traffic> {
  const found = known.get(density) ?? sumTraffic(density)
  known.set(density, found)
  return found
}

function sumTraffic({ groups, bins }: Density): Map<EndpointId, Traffic> {
  const traffic = new Map<EndpointId, Traffic>()
  for (const { from, counts } of groups) {
    const known = traffic.get(from) ?? { all: new Float64Array(bins), lost: new Float64Array(bins) }
    traffic.set(from, known)
    counts.forEach((column, fate) => {
      if (column === undefined) return
      addTo(known.all, column)
      if (isLost(fate)) addTo(known.lost, column)
    })
  }
  return traffic
}

function addTo(sum: Float64Array, column: Uint32Array): void {
  for (let bin = 0; bin < column.length; bin++) sum[bin] += column[bin]
}

/** The fullest bin of all nodes, so that their areas can be compared. */
function mostOf(traffic: ReadonlyMap<EndpointId, Traffic>, { rows }: Layout): number {
  let most = 1
  for (const { endpoint, kind } of rows) {
    const all = kind === 'node' ? traffic.get(endpoint)?.all : undefined
    for (const count of all ?? []) most = Math.max(most, count)
  }
  return most
}

/** What a row leaves free at its lower edge. */
function trafficBand({ top, height, strip, kind }: Row, shift: number): Band {
  if (kind === 'client') return { top: strip.top + shift, height: strip.height }
  const free = Math.min(12, top + height - strip.top - strip.height - 2)
  return { top: top + height - free + shift, height: free - 1 }
}

function area(
  counts: Float64Array,
  most: number,
  { first, end, edge }: SeenBins,
  { top, height }: Band,
): number[] {
  const bottom = top + height
  const line: number[] = []
  for (let bin = first; bin < end; bin++) {
    const y = bottom - (counts[bin] / most) * height
    line.push(edge(bin), y, edge(bin + 1), y)
  }
  return line.length === 0 ? line : areaBelow(line, bottom)
}

/** One sign where messages were lost, for all that are too near to have their own. */
function addSigns(
  signs: GlyphBatch,
  lost: Float64Array,
  { first, end, edge }: SeenBins,
  { top, height }: Band,
): void {
  let last = Number.NEGATIVE_INFINITY
  for (let bin = first; bin < end; bin++) {
    if (lost[bin] === 0) continue
    const x = edge(bin + 0.5)
    if (x - last < SIGN_DISTANCE) {
      signs.ids[signs.ids.length - 1] += lost[bin]
      continue
    }
    signs.add(x, top + height / 2, lost[bin])
    last = x
  }
}

import { OperationClass } from '../timeline.ts'
import type { Density } from '../window.ts'
import { RectangleBatch } from './batches.ts'
import { type SeenBins, seenBins } from './bins.ts'
import type { Batch } from './drawing.ts'
import type { Band, Layout } from './layout.ts'
import { isNotable, OPERATION_STYLES } from './operation-style.ts'
import { rowsInSight } from './sight.ts'
import type { TimelineView } from './view.ts'

/** How dark a bin is, by how full it is of the fullest. */
const LEVELS = [0.25, 0.45, 0.7, 1]
/** Pixels: what did not go well is never thinner. */
const LEAST_WIDTH = 1.5

/** Calls of each client as heat: the more in a bin, the darker. What did not go well is drawn above it, however little of it there is. Ids are counts. */
export function drawOperationDensity(
  view: TimelineView,
  layout: Layout,
  density: Density,
): Batch[] {
  const heat = LEVELS.map((alpha) => new RectangleBatch('operations', { fill: 'ok', alpha }))
  const notable = OPERATION_STYLES.map(
    ({ name, edge }) => new RectangleBatch(`operations ${name}`, { fill: edge }),
  )
  const most = mostInBin(density)
  const bins = seenBins(view, layout, density)
  const seen = new Map(rowsInSight(layout, view).map((one) => [one.row.endpoint, one]))
  for (const group of density.groups) {
    const found = seen.get(group.from)
    if (found === undefined) continue
    const band = { top: found.row.strip.top + found.shift, height: found.row.strip.height }
    group.counts.forEach((counts, ending) => {
      if (counts === undefined) return
      if (isNotable(ending)) addEach(notable[ending], counts, bins, band)
      else addHeat(heat, counts, most, bins, band)
    })
  }
  return [...heat, ...notable]
}

const known = new WeakMap<Density, number>()

/** The most calls that went well in one bin of one client, found once for what is drawn again and again. */
function mostInBin(density: Density): number {
  const found = known.get(density) ?? findMost(density)
  known.set(density, found)
  return found
}

function findMost({ groups }: Density): number {
  let most = 1
  for (const { counts } of groups) {
    for (const count of counts[OperationClass.ok] ?? []) most = Math.max(most, count)
  }
  return most
}

/** Neighbours that are equally dark are one rectangle. */
function addHeat(
  heat: readonly RectangleBatch[],
  counts: Uint32Array,
  most: number,
  { first, end, edge }: SeenBins,
  { top, height }: Band,
): void {
  const levelOf = (count: number) =>
    count === 0 ? -1 : Math.min(LEVELS.length - 1, Math.floor((count / most) * LEVELS.length))
  let start = first
  let sum = 0
  for (let bin = first; bin < end; bin++) {
    sum += counts[bin]
    const level = levelOf(counts[bin])
    if (bin + 1 < end && levelOf(counts[bin + 1]) === level) continue
    const x = edge(start)
    if (level >= 0) heat[level].add(x, top, edge(bin + 1) - x, height, sum)
    start = bin + 1
    sum = 0
  }
}

function addEach(
  batch: RectangleBatch,
  counts: Uint32Array,
  { first, end, edge }: SeenBins,
  { top, height }: Band,
): void {
  for (let bin = first; bin < end; bin++) {
    if (counts[bin] === 0) continue
    const x = edge(bin)
    batch.add(x, top, Math.max(LEAST_WIDTH, edge(bin + 1) - x), height, counts[bin])
  }
}

import type { Density } from '../window.ts'
import { RectangleBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import { type Layout, type Row, xOf } from './layout.ts'
import { isNotable, OPERATION_STYLES } from './operation-style.ts'
import { rowsInSight, seenPart } from './sight.ts'
import type { TimelineView } from './view.ts'

/** How dark a bin is, by how full it is of the fullest. */
const LEVELS = [0.25, 0.45, 0.7, 1]

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
  const seen = new Map(rowsInSight(layout, view).map((one) => [one.row.endpoint, one]))
  for (const group of density.groups) {
    const found = seen.get(group.from)
    if (found === undefined) continue
    const place = placer(found.row, found.shift, view, layout, density)
    group.counts.forEach((counts, ending) => {
      if (counts === undefined) return
      if (isNotable(ending)) addEach(notable[ending], counts, place)
      else addHeat(heat, counts, most, place)
    })
  }
  return [...heat, ...notable]
}

const mostInBin = ({ groups }: Density): number =>
  groups.reduce((most, { counts }) => Math.max(most, ...(counts[0] ?? [0])), 1)

type Place = (
  first: number,
  end: number,
) => { x: number; width: number; y: number; height: number } | undefined

/** Where bins from `first` up to `end` stand in a row. */
function placer(
  { strip }: Row,
  shift: number,
  { window }: TimelineView,
  layout: Layout,
  { from, binMicros }: Density,
): Place {
  return (first, end) => {
    const x = xOf(layout, window, from + first * binMicros)
    const part = seenPart(layout, x, xOf(layout, window, from + end * binMicros))
    if (part === undefined || part.width <= 0) return undefined
    return { ...part, y: strip.top + shift, height: strip.height }
  }
}

/** Neighbours that are equally dark are one rectangle. */
function addHeat(heat: RectangleBatch[], counts: Uint32Array, most: number, place: Place): void {
  const levelOf = (count: number) =>
    count === 0 ? -1 : Math.min(LEVELS.length - 1, Math.floor((count / most) * LEVELS.length))
  let first = 0
  let sum = 0
  for (let bin = 0; bin < counts.length; bin++) {
    sum += counts[bin]
    const level = levelOf(counts[bin])
    if (bin + 1 < counts.length && levelOf(counts[bin + 1]) === level) continue
    const at = level < 0 ? undefined : place(first, bin + 1)
    if (at) heat[level].add(at.x, at.y, at.width, at.height, sum)
    first = bin + 1
    sum = 0
  }
}

function addEach(batch: RectangleBatch, counts: Uint32Array, place: Place): void {
  counts.forEach((count, bin) => {
    const at = count === 0 ? undefined : place(bin, bin + 1)
    if (at) batch.add(at.x, at.y, Math.max(1.5, at.width), at.height, count)
  })
}

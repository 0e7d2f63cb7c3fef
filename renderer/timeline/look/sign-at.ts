import type { Batch, Drawing } from '../../../engine/timeline/draw/index.ts'
import type { Pinned } from './timeline-look.ts'

/** What a batch stands for, and which of it: what is under a pointer. */
export interface Sign {
  readonly what: string
  readonly id: number
}

/** How near a pointer has to be to a thin sign, in pixels. */
const REACH = 5

/** What is nobody's: grounds, lines between groups, words that repeat what lies under them. */
const SILENT =
  /^(ground|fault$|grid|axis|tick|group|client lane|outline|edge of|begin of|clock|log|committed|versions|stored|hints|messages$|share of|legend)/

/** The uppermost sign at a place; undefined where there is none. */
export function signAt({ batches }: Drawing, x: number, y: number): Sign | undefined {
  for (let at = batches.length - 1; at >= 0; at--) {
    const batch = batches[at]
    if (SILENT.test(batch.what)) continue
    const index = indexAt(batch, x, y)
    if (index >= 0) return { what: batch.what, id: batch.ids?.[index] ?? index }
  }
  return undefined
}

/** Which sign of a batch is nearest to a place, within reach; -1 for none. */
function indexAt(batch: Batch, x: number, y: number): number {
  switch (batch.shape) {
    case 'rectangles':
      return rectangleAt(batch.places, x, y)
    case 'lines':
      return nearest(batch.places, 4, (at) => distanceToLine(batch.places, at, x, y))
    case 'glyphs':
      return nearest(batch.places, 2, (at) => {
        const away = Math.max(Math.abs(batch.places[at] - x), Math.abs(batch.places[at + 1] - y))
        return away - batch.size / 2 + REACH / 2
      })
    default:
      return -1
  }
}

/** The last one drawn that holds the place; narrow ones are as wide as can be met. */
function rectangleAt(places: readonly number[], x: number, y: number): number {
  for (let at = places.length - 4; at >= 0; at -= 4) {
    const slack = Math.max(0, REACH - places[at + 2]) / 2
    const isAcross = x >= places[at] - slack && x <= places[at] + places[at + 2] + slack
    if (isAcross && y >= places[at + 1] && y <= places[at + 1] + places[at + 3]) return at / 4
  }
  return -1
}

function nearest(
  places: readonly number[],
  size: number,
  distance: (at: number) => number,
): number {
  let best = -1
  let least = REACH
  for (let at = 0; at < places.length; at += size) {
    const away = distance(at)
    if (away >= least) continue
    least = away
    best = at / size
  }
  return best
}

function distanceToLine(places: readonly number[], at: number, x: number, y: number): number {
  const [x1, y1] = [places[at], places[at + 1]]
  const [dx, dy] = [places[at + 2] - x1, places[at + 3] - y1]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length
  const along = Math.min(1, Math.max(0, share))
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy)
}

/** Operations and messages can be picked out; other signs tell all by themselves. */
export function pinnedBy(sign: Sign | undefined): Pinned | undefined {
  if (sign === undefined) return undefined
  if (/^(operation |sign of )/.test(sign.what)) return { kind: 'operation', id: sign.id }
  if (/^(message|arrival|end of a lost message)/.test(sign.what) && sign.what !== 'messages lost')
    return { kind: 'message', id: sign.id }
  return undefined
}

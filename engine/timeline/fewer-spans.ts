import type { Micros } from '../core/clock.ts'
import type { Health, NodeSpan } from './lane.ts'

/**
 * The spans of a lane with those that are shorter than `cell` told together: of all that begin in the same stretch of that length, what says most. Still without a gap; as they are where none
 * is so short.
 */
export function fewerSpans(spans: readonly NodeSpan[], cell: Micros): NodeSpan[] {
  const fewer: NodeSpan[] = []
  let together = -1
  for (const span of spans) {
    const { from, to } = span
    const isShort = to - from < cell
    const stretch = Math.floor(from / cell)
    if (isShort && stretch === together) {
      const last = fewer[fewer.length - 1]
      const said = weightOf(span) > weightOf(last) ? span : last
      fewer[fewer.length - 1] = { ...said, from: last.from, to }
    } else fewer.push(span)
    together = isShort ? stretch : -1
  }
  return fewer
}

/** What says most: health that is not well, then who leads. */
const weightOf = ({ health, role }: NodeSpan): number =>
  WORSE.indexOf(health) * 10 + (role === 'leader' ? 2 : role === 'candidate' ? 1 : 0)

const WORSE: readonly Health[] = ['up', 'recovering', 'cut-off', 'paused', 'down']

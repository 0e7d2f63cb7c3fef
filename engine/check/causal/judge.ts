import type { OperationId } from '../../trace/event.ts'
import { Source } from '../register-history.ts'
import { sourcesOf } from './lanes.ts'
import type { Knowledge } from './newer.ts'
import type { CausalOrder } from './order.ts'
import type { Clock } from './pasts.ts'

/**
 * What a read must not go behind: newer versions that were written, or read, by those operations that came before it in its own session, in sessions that it had
 * heard of, or in any way.
 *
 * A read goes behind when each version that it returned is older than one of those; where it found nothing, when there is one.
 */
export interface Rule {
  readonly knowledge: Knowledge
  readonly among: 'own' | 'heard' | 'causal'
}

/** The reads that went behind. */
export interface Findings {
  /** How many reads could have done so. */
  readonly tested: number
  readonly count: number
  /** The first ones that were met. */
  readonly examples: readonly Example[]
}

export interface Example {
  readonly read: OperationId
  /** What came before it: causally, or as far as its session had heard. */
  readonly clock: Clock
}

/** Of this many the one that is shown with fewest operations is taken. */
const MAXIMUM_EXAMPLES = 24

/** Goes through the reads once and holds each to every rule. */
export function judge(order: CausalOrder, rules: readonly Rule[]): Findings[] {
  const findings = rules.map(() => ({ tested: 0, count: 0, examples: [] as Example[] }))
  const { source } = order.history
  order.visitReads((read, causal, heard) => {
    if (source[read] === Source.nowhere) return
    for (let at = 0; at < rules.length; at++) {
      const rule = rules[at]
      const clock = rule.among === 'causal' ? causal : heard
      if (!isOutdated(order, rule, read, undefined, clock)) continue
      const found = findings[at]
      found.tested++
      if (!goesBehind(order, rule, read, clock)) continue
      found.count++
      if (found.examples.length < MAXIMUM_EXAMPLES)
        found.examples.push({ read, clock: clock.slice() })
    }
  })
  return findings
}

function goesBehind(order: CausalOrder, rule: Rule, read: OperationId, clock: Clock): boolean {
  const source = order.history.source[read]
  if (source >= 0) return isOutdated(order, rule, read, source, clock)
  return sourcesOf(order.history, read).every((one) => isOutdated(order, rule, read, one, clock))
}

function isOutdated(
  { history, lanes, newer }: CausalOrder,
  { knowledge, among }: Rule,
  read: OperationId,
  version: OperationId | undefined,
  clock: Clock,
): boolean {
  const row = newer.rowOf(version, history.key[read])
  if (among === 'own') {
    for (const lane of lanes.ofSession[lanes.session[read]]) {
      if (newer.first(knowledge, row, lane) < lanes.before(read, lane)) return true
    }
    return false
  }
  for (let lane = 0; lane < clock.length; lane++) {
    if (newer.first(knowledge, row, lane) < clock[lane]) return true
  }
  return false
}

/** For a read that went behind: of each lane the first operation that knew of a version newer than one that the read returned. */
export function evidenceOf(
  { history, lanes, newer }: CausalOrder,
  { knowledge, among }: Rule,
  { read, clock }: Example,
  version: OperationId | undefined,
): OperationId[] {
  const row = newer.rowOf(version, history.key[read])
  const own = lanes.ofSession[lanes.session[read]]
  const found: OperationId[] = []
  for (let lane = 0; lane < lanes.count; lane++) {
    if (among === 'own' && !own.includes(lane)) continue
    const place = newer.first(knowledge, row, lane)
    const known = among === 'own' ? lanes.before(read, lane) : clock[lane]
    if (place < known) found.push(lanes.operation(lane, place))
  }
  return found
}

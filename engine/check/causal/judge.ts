import type { OperationId } from '../../trace/event.ts'
import { Source } from '../register-history.ts'
import { seenBy } from './lanes.ts'
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

/** What every rule implies. */
const WIDEST: Rule = { knowledge: 'wrote', among: 'causal' }

/** Goes through the reads once and holds each to every rule. */
export function judge(order: CausalOrder, rules: readonly Rule[]): Findings[] {
  const findings = rules.map(() => ({ tested: 0, count: 0, examples: [] as Example[] }))
  const { source } = order.history
  order.visitReads((read, causal, heard) => {
    if (source[read] === Source.nowhere) return
    const mayBreak = goesBehind(order, WIDEST, read, causal)
    for (let at = 0; at < rules.length; at++) {
      const rule = rules[at]
      const clock = rule.among === 'causal' ? causal : heard
      if (!knowsAny(order, rule, read, clock)) continue
      const found = findings[at]
      found.tested++
      if (!mayBreak || !goesBehind(order, rule, read, clock)) continue
      found.count++
      if (found.examples.length < MAXIMUM_EXAMPLES) {
        found.examples.push({ read, clock: clock.slice() })
      }
    }
  })
  return findings
}

function goesBehind(order: CausalOrder, rule: Rule, read: OperationId, clock: Clock): boolean {
  const source = order.history.source[read]
  if (source >= 0) return isOutdated(order, rule, read, source, clock)
  const sources = seenBy(order.history, read)
  return sources.length === 0
    ? knowsAny(order, rule, read, clock)
    : sources.every((one) => isOutdated(order, rule, read, one, clock))
}

/** Whether one should know of any version of the key at all. */
function knowsAny(order: CausalOrder, rule: Rule, read: OperationId, clock: Clock): boolean {
  const { newer, history } = order
  const table = newer.initialTable(rule.knowledge)
  return isReached(order, rule, read, clock, table, newer.initialRowOf(history.key[read]))
}

function isOutdated(
  order: CausalOrder,
  rule: Rule,
  read: OperationId,
  version: OperationId,
  clock: Clock,
): boolean {
  const { newer } = order
  return isReached(order, rule, read, clock, newer.table(rule.knowledge), newer.rowOf(version))
}

/** Whether one of the first operations of a row is known. */
function isReached(
  { lanes }: CausalOrder,
  { among }: Rule,
  read: OperationId,
  clock: Clock,
  table: Int32Array,
  row: number,
): boolean {
  if (among === 'own') {
    for (const lane of lanes.ofSession[lanes.session[read]]) {
      if (table[row + lane] < lanes.before(read, lane)) return true
    }
    return false
  }
  for (let lane = 0; lane < clock.length; lane++) if (table[row + lane] < clock[lane]) return true
  return false
}

/** For a read that went behind: of each lane the first operation that knew of a version newer than one that the read returned. */
export function evidenceOf(
  { history, lanes, newer }: CausalOrder,
  { knowledge, among }: Rule,
  { read, clock }: Example,
  version: OperationId | undefined,
): OperationId[] {
  const isInitial = version === undefined
  const table = isInitial ? newer.initialTable(knowledge) : newer.table(knowledge)
  const row = isInitial ? newer.initialRowOf(history.key[read]) : newer.rowOf(version)
  const own = lanes.ofSession[lanes.session[read]]
  const found: OperationId[] = []
  for (let lane = 0; lane < lanes.count; lane++) {
    if (among === 'own' && !own.includes(lane)) continue
    const known = among === 'own' ? lanes.before(read, lane) : clock[lane]
    const place = table[row + lane]
    if (place < known) found.push(lanes.operation(lane, place))
  }
  return found
}

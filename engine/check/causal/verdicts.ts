import { formatNumber } from '../../trace/format.ts'
import type { RegisterHistory } from '../register-history.ts'
import type { Guarantee, Proof, Verdict } from '../verdict.ts'
import { counted, deedText, processText, storyText } from '../words.ts'
import { clearest, newerText, proofOf } from './explain.ts'
import type { Findings, Rule } from './judge.ts'
import { type CausalOptions, type CausalOrder, DEFAULT_CLOCK_CELLS } from './order.ts'

/** A guarantee that says of every read what it must not go behind. */
export interface ReadGuarantee {
  readonly guarantee: Guarantee
  readonly rule: Rule
  /** What the reads are that could have broken it: `reads of a key that their session had written before`. */
  readonly tested: string
  /** Why nothing could break it, where there is no such read. */
  readonly vacuous: string
  /** What a read did that broke it: `read behind what its session had written`. */
  readonly lapse: string
}

/** The verdict on what was found of the reads. */
export function verdictOf(
  order: CausalOrder,
  { guarantee, rule, tested: reads, vacuous, lapse }: ReadGuarantee,
  { tested, count, examples }: Findings,
): Verdict {
  const parts = { guarantee, operations: tested }
  if (count === 0) {
    const sentence = `None of ${counted(tested, 'read')} ${reads} returned an older version.`
    const held = { ...parts, standing: 'held' as const }
    return tested === 0 ? { ...held, sentence: vacuous, vacuous } : { ...held, sentence }
  }
  const lapses = clearest(order, rule, examples)
  const [{ read }] = lapses
  const { history } = order
  const did = `${processText(history, read)} ${deedText(history, read)}`
  const share = `${formatNumber(count)} of ${counted(tested, 'read')} ${lapse}`
  const sentence = `${share}: ${did}, though ${newerText(order, lapses)} is newer.`
  return { ...parts, standing: 'broken', sentence, proof: proofOf(order, lapses) }
}

/** The verdict where operations were causes of each other. */
export function circleVerdict(
  { history }: CausalOrder,
  guarantee: Guarantee,
  circle: readonly number[],
): Verdict {
  const proof: Proof = {
    operations: [...circle].sort((a, b) => a - b),
    steps: [
      `${storyText(history, circle)}.`,
      'Each of these comes before the next, and the last before the first.',
    ],
  }
  const sentence = `${counted(circle.length, 'operation')} came before themselves.`
  return { guarantee, standing: 'broken', operations: history.length, sentence, proof }
}

/** The verdict where the clocks would not fit. */
export function tooLarge(
  history: RegisterHistory,
  guarantee: Guarantee,
  { clockCells = DEFAULT_CLOCK_CELLS }: CausalOptions,
): Verdict {
  const sentence = `The clocks of ${counted(history.length, 'operation')} and their clients would take more than the limit clockCells of ${clockCells}.`
  const stopped = { limit: 'clockCells', value: clockCells, ordered: 0, of: history.length }
  return { guarantee, standing: 'unknown', operations: 0, sentence, stopped }
}

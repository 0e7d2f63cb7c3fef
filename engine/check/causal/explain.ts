import type { OperationId } from '../../trace/event.ts'
import { Effect } from '../register-history.ts'
import type { Proof } from '../verdict.ts'
import { deedText, listText, processText, storyText } from '../words.ts'
import { chainBetween, isInSession } from './chain.ts'
import { type Example, evidenceOf, type Rule } from './judge.ts'
import { seenBy } from './lanes.ts'
import type { CausalOrder } from './order.ts'

/** Why a read should have known of something newer than a version that it returned. */
export interface Lapse {
  readonly read: OperationId
  /** What it returned; undefined: nothing. */
  readonly version: OperationId | undefined
  /** The write that is newer. */
  readonly newer: OperationId
  /** Who knew of it: the write itself, or a read of it. */
  readonly evidence: OperationId
  /** How the read's session came to know of the evidence; empty where it was its own. */
  readonly link: readonly OperationId[]
  /** Between the version and the newer one. */
  readonly age: readonly OperationId[]
}

/** The lapses of one read: one a version that it returned. */
export type Lapses = readonly Lapse[]

/** The example that is shown with the fewest operations; of equals the first. */
export function clearest(order: CausalOrder, rule: Rule, examples: readonly Example[]): Lapses {
  const all = examples.map((example) => lapsesOf(order, rule, example))
  return all.reduce((best, one) => (sizeOf(one) < sizeOf(best) ? one : best))
}

const sizeOf = (lapses: Lapses): number => operationsOf(lapses).length

/** All operations that an explanation names, in order of call. */
export function operationsOf(lapses: Lapses): OperationId[] {
  const all = lapses.flatMap(({ read, version = read, newer, evidence, link, age }) => [
    read,
    version,
    newer,
    evidence,
    ...link,
    ...age,
  ])
  return [...new Set(all)].sort((a, b) => a - b)
}

function lapsesOf(order: CausalOrder, rule: Rule, example: Example): Lapses {
  const sources = seenBy(order.history, example.read)
  const versions = sources.length === 0 ? [undefined] : sources
  return versions.map((version) => lapseOf(order, rule, example, version))
}

function lapseOf(
  order: CausalOrder,
  rule: Rule,
  example: Example,
  version: OperationId | undefined,
): Lapse {
  const { read } = example
  const lapses = evidenceOf(order, rule, example, version).map((evidence) => {
    const newer = newerAt(order, evidence, version)
    const age = version === undefined ? [] : chainBetween(order, version, newer)
    return { read, version, newer, evidence, link: linkOf(order, rule, evidence, read), age }
  })
  return lapses.reduce((best, one) => (sizeOf([one]) < sizeOf([best]) ? one : best))
}

/** The newer version that an operation wrote, or read. */
function newerAt(
  { history, pasts }: CausalOrder,
  evidence: OperationId,
  version: OperationId | undefined,
): OperationId {
  if (history.effect[evidence] !== Effect.read) return evidence
  const seen = seenBy(history, evidence)
  return version === undefined ? seen[0] : seen.find((one) => pasts.precedes(version, one))!
}

function linkOf(
  order: CausalOrder,
  { among }: Rule,
  evidence: OperationId,
  read: OperationId,
): OperationId[] {
  if (among === 'own') return []
  return among === 'causal' ? chainBetween(order, evidence, read) : hearsay(order, evidence, read)
}

/** A write that came after the evidence in its session, and a read of it that came before the read in its own. */
function hearsay(order: CausalOrder, evidence: OperationId, read: OperationId): OperationId[] {
  const { history, lanes } = order
  for (const lane of lanes.ofSession[lanes.session[read]]) {
    const end = lanes.before(read, lane)
    for (let place = 0; place < end; place++) {
      const earlier = lanes.operation(lane, place)
      if (history.effect[earlier] !== Effect.read) continue
      const told = seenBy(history, earlier).find((one) => isInSession(order, evidence, one))
      if (told !== undefined) return [told, earlier]
    }
  }
  return []
}

/** The steps of the argument. */
export function proofOf(order: CausalOrder, lapses: Lapses): Proof {
  const steps = lapses.flatMap((lapse) => [knowledgeStep(order, lapse), ...ageStep(order, lapse)])
  const [{ read }] = lapses
  const found = `${processText(order.history, read)} ${deedText(order.history, read)}`
  const last = `After that ${found}: ${lapses.length > 1 ? 'all of that is' : 'that is'} older.`
  return { operations: operationsOf(lapses), steps: [...steps, last] }
}

const knowledgeStep = ({ history }: CausalOrder, { evidence, link }: Lapse): string =>
  `${storyText(history, [evidence, ...link])}.`

function ageStep({ history }: CausalOrder, { version, newer, age }: Lapse): string[] {
  if (version === undefined) return []
  const { names } = history
  const [older, younger] = [version, newer].map((write) => names.value(write))
  return [`${older} is older than ${younger}: ${storyText(history, [version, ...age, newer])}.`]
}

/** `k1 = 3`, `nothing at k1`: what the read returned, and the newer versions: `k1 = 5`. */
export const newerText = (order: CausalOrder, lapses: Lapses): string =>
  listText([
    ...new Set(
      lapses.map(({ newer }) => {
        const { names, key } = order.history
        return `${names.key(key[newer])} = ${names.value(newer)}`
      }),
    ),
  ])

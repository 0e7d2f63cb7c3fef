import type { EndpointId, KeyId, OperationId } from '../event.ts'
import {
  type FinalReplica,
  type FinalVersion,
  MAXIMUM_EXAMPLES,
  type RunFacts,
  writesOf,
} from './facts.ts'

export interface DivergentKey {
  readonly key: KeyId
  /** What each live replica of the key holds: the writes of all its versions, ascending. */
  readonly held: readonly { readonly node: EndpointId; readonly writes: readonly OperationId[] }[]
}

/** Keys on which the live replicas that are to hold them disagree at the end: other versions, or versions of other writes. */
export interface Divergence {
  /** Keys that a live replica holds. */
  readonly keys: number
  readonly count: number
  /** The first ones, by number of the key. */
  readonly examples: readonly DivergentKey[]
}

export function divergence(facts: RunFacts): Divergence {
  const keys = heldKeys(facts)
  const divergent = keys.filter((key) => isDivergent(holdersOf(facts, key), key))
  return {
    keys: keys.length,
    count: divergent.length,
    examples: divergent.slice(0, MAXIMUM_EXAMPLES).map((key) => ({
      key,
      held: holdersOf(facts, key).map(({ id, state }) => ({
        node: id,
        writes: state.versions(key).flatMap(writesOf).sort(ascending),
      })),
    })),
  }
}

const ascending = (a: number, b: number): number => a - b

function heldKeys({ live }: RunFacts): KeyId[] {
  const keys = new Set<KeyId>()
  for (const { state } of live) for (const key of state.keys()) keys.add(key)
  return [...keys].sort(ascending)
}

function holdersOf({ live, holders }: RunFacts, key: KeyId): readonly FinalReplica[] {
  if (holders === undefined) return live
  const expected = holders(key)
  return live.filter(({ id }) => expected.includes(id))
}

function isDivergent(replicas: readonly FinalReplica[], key: KeyId): boolean {
  if (replicas.length < 2) return false
  const first = replicas[0].state.versions(key)
  return replicas.some(({ state }) => !areEqual(first, state.versions(key)))
}

function areEqual(one: readonly FinalVersion[], other: readonly FinalVersion[]): boolean {
  if (one.length !== other.length) return false
  if (one.length === 0) return true
  if (one.length === 1 && one[0].merged === undefined && other[0].merged === undefined) {
    return one[0].operation === other[0].operation
  }
  return signature(one) === signature(other)
}

/** The same for the same versions in any order. */
const signature = (versions: readonly FinalVersion[]): string =>
  versions
    .map((version) => [...writesOf(version)].sort(ascending).join('+'))
    .sort()
    .join(' ')

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compare,
  counterOf,
  covers,
  type Dot,
  EMPTY_VECTOR,
  formatVector,
  increment,
  join,
  merge,
  NO_SIBLINGS,
  raise,
  type SiblingSet,
  survivors,
  type VersionVector,
  write,
} from '../../../engine/protocols/shared/version-vector.ts'

const arbitraryVector: fc.Arbitrary<VersionVector> = fc
  .array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 4 })), { maxLength: 6 })
  .map((pairs) =>
    pairs.reduce((vector, [node, counter]) => raise(vector, node, counter), EMPTY_VECTOR),
  )

const nodes = [0, 1, 2, 3, 4, 5]
const countersOf = (vector: VersionVector) => nodes.map((node) => counterOf(vector, node))

describe('a version vector', () => {
  it('reads as its nodes and counters', () => {
    const vector = increment(raise(EMPTY_VECTOR, 1, 1), 0)
    expect(formatVector(increment(increment(vector, 0), 0))).toBe('n1:3 n2:1')
    expect(formatVector(EMPTY_VECTOR)).toBe('')
  })

  it('covers the events up to its counter', () => {
    const vector = raise(EMPTY_VECTOR, 2, 3)
    expect(covers(vector, { node: 2, counter: 3 })).toBe(true)
    expect(covers(vector, { node: 2, counter: 4 })).toBe(false)
    expect(covers(vector, { node: 1, counter: 1 })).toBe(false)
  })

  it('keeps its nodes in order, each once', () => {
    fc.assert(
      fc.property(arbitraryVector, arbitraryVector, (a, b) => {
        const merged = merge(a, b).filter((_, index) => index % 2 === 0)
        expect(merged).toEqual([...new Set(merged)].sort((left, right) => left - right))
      }),
    )
  })

  it('compares as the counters compare one by one', () => {
    fc.assert(
      fc.property(arbitraryVector, arbitraryVector, (a, b) => {
        const [left, right] = [countersOf(a), countersOf(b)]
        const less = nodes.some((node) => left[node] < right[node])
        const more = nodes.some((node) => left[node] > right[node])
        const expected = less ? (more ? 'concurrent' : 'before') : more ? 'after' : 'equal'
        expect(compare(a, b)).toBe(expected)
      }),
    )
  })

  it('is ordered partially: reflexive, antisymmetric, transitive', () => {
    const atMost = (a: VersionVector, b: VersionVector) =>
      compare(a, b) === 'equal' || compare(a, b) === 'before'
    fc.assert(
      fc.property(arbitraryVector, arbitraryVector, arbitraryVector, (a, b, c) => {
        expect(atMost(a, [...a])).toBe(true)
        if (atMost(a, b) && atMost(b, a)) expect(a).toEqual(b)
        if (atMost(a, b) && atMost(b, c)) expect(atMost(a, c)).toBe(true)
      }),
    )
  })

  it('merges to the least upper bound: commutative, associative, idempotent', () => {
    fc.assert(
      fc.property(arbitraryVector, arbitraryVector, arbitraryVector, (a, b, c) => {
        expect(merge(a, b)).toEqual(merge(b, a))
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)))
        expect(merge(a, a)).toBe(a)
        expect(countersOf(merge(a, b))).toEqual(
          nodes.map((node) => Math.max(counterOf(a, node), counterOf(b, node))),
        )
      }),
    )
  })

  it('is shared when a merge or a raise adds nothing', () => {
    fc.assert(
      fc.property(arbitraryVector, arbitraryVector, (a, b) => {
        expect(merge(merge(a, b), a)).toEqual(merge(a, b))
        if (compare(a, b) === 'after') expect(merge(b, a)).toBe(a)
        for (const node of nodes) expect(raise(a, node, counterOf(a, node))).toBe(a)
      }),
    )
  })
})

/** The second implementation: what a replica has seen and what it keeps, as plain sets of dots. */
interface DotSets {
  readonly seen: ReadonlySet<string>
  readonly kept: ReadonlySet<string>
}

const textOf = ({ node, counter }: Dot): string => `${node}:${counter}`
const dotsOf = (vector: VersionVector): string[] =>
  nodes.flatMap((node) =>
    Array.from({ length: counterOf(vector, node) }, (_, index) => `${node}:${index + 1}`),
  )

function joinSets(a: DotSets, b: DotSets): DotSets {
  const all = [...new Set([...a.kept, ...b.kept])]
  const stays = (dot: string, side: DotSets) => !side.seen.has(dot) || side.kept.has(dot)
  return {
    seen: new Set([...a.seen, ...b.seen]),
    kept: new Set(all.filter((dot) => stays(dot, a) && stays(dot, b))),
  }
}

/** One step of a history: replica `at` takes a write based on a state it had earlier, or takes over what `from` has. */
type Step =
  | { readonly kind: 'write'; readonly at: number; readonly age: number }
  | { readonly kind: 'join'; readonly at: number; readonly from: number }

const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), at: fc.nat(2), age: fc.nat(3) }),
  fc.record({ kind: fc.constant('join' as const), at: fc.nat(2), from: fc.nat(2) }),
)

interface Both {
  readonly set: SiblingSet<Dot>
  readonly sets: DotSets
}

const NOTHING: Both = { set: NO_SIBLINGS, sets: { seen: new Set(), kept: new Set() } }

/** Every state that each of three replicas went through. */
function play(steps: readonly Step[]): Both[][] {
  const past: Both[][] = [[NOTHING], [NOTHING], [NOTHING]]
  for (const step of steps) {
    const here = past[step.at].at(-1)!
    past[step.at].push(
      step.kind === 'join'
        ? joinBoth(here, past[step.from].at(-1)!)
        : writeBoth(here, past[step.at].at(-1 - step.age) ?? NOTHING, step.at),
    )
  }
  return past
}

const joinBoth = (a: Both, b: Both): Both => ({
  set: join(a.set, b.set),
  sets: joinSets(a.sets, b.sets),
})

function writeBoth(here: Both, based: Both, node: number): Both {
  const dot = { node, counter: counterOf(here.set.clock, node) + 1 }
  return {
    set: write(here.set, based.set.clock, dot),
    sets: {
      seen: new Set([...here.sets.seen, textOf(dot)]),
      kept: new Set(
        [...here.sets.kept].filter((kept) => !based.sets.seen.has(kept)).concat(textOf(dot)),
      ),
    },
  }
}

const arbitraryPast = fc.array(arbitraryStep, { maxLength: 40 }).map(play)

describe('a sibling set', () => {
  it('keeps what sets of dots keep', () => {
    fc.assert(
      fc.property(arbitraryPast, (past) => {
        for (const { set, sets } of past.flat()) {
          expect(set.siblings.map(textOf).sort()).toEqual([...sets.kept].sort())
          expect(dotsOf(set.clock).sort()).toEqual([...sets.seen].sort())
        }
      }),
    )
  })

  it('joins to one result in any order and any number of times', () => {
    fc.assert(
      fc.property(arbitraryPast, fc.nat(), fc.nat(), fc.nat(), (past, i, j, k) => {
        const states = past.flat()
        const [a, b, c] = [i, j, k].map((index) => states[index % states.length].set)
        expect(join(a, b)).toEqual(join(b, a))
        expect(join(join(a, b), c)).toEqual(join(a, join(b, c)))
        expect(join(a, { ...a })).toEqual(a)
      }),
    )
  })

  it('drops on a write exactly the siblings that its context covers', () => {
    fc.assert(
      fc.property(arbitraryPast, arbitraryVector, (past, context) => {
        for (const { set } of past.flat()) {
          const left = survivors(set.siblings, context)
          expect(left).toEqual(set.siblings.filter((sibling) => !covers(context, sibling)))
          const version = { node: 9, counter: 1 }
          expect(write(set, context, version).siblings).toEqual([...left, version])
        }
      }),
    )
  })

  it('keeps two writes at one node that were based on the same read', () => {
    const first = write<Dot>(NO_SIBLINGS, EMPTY_VECTOR, { node: 0, counter: 1 })
    const second = write(first, first.clock, { node: 0, counter: 2 })
    const third = write(second, first.clock, { node: 0, counter: 3 })
    expect(third.siblings.map(textOf)).toEqual(['0:2', '0:3'])
    expect(write(third, third.clock, { node: 1, counter: 1 }).siblings.map(textOf)).toEqual(['1:1'])
  })
})

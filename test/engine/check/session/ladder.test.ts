import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linearizableRegisters } from '../../../../engine/check/linearizable/registers.ts'
import { NEVER_RETURNED } from '../../../../engine/check/observed-history.ts'
import { Effect, type RegisterHistory } from '../../../../engine/check/register-history.ts'
import { sequentiallyConsistent } from '../../../../engine/check/sequential/sequential.ts'
import { causalAndSessions } from '../../../../engine/check/session/ladder.ts'
import { boundedStaleness } from '../../../../engine/check/staleness/staleness.ts'
import type { Guarantee, Standing } from '../../../../engine/check/verdict.ts'
import {
  async,
  keepSiblings,
  latency,
  leaderless,
  type ModelSpec,
  majority,
  multiLeader,
  simulate,
  singleLeader,
  workload,
} from '../../../../engine/index.ts'
import {
  registersOf,
  type SmallOperation,
  type SmallOptions,
  smallHistories,
} from '../support/small-registers.ts'

/** What each guarantee implies at once. */
const IMPLIED: Partial<Record<Guarantee, readonly Guarantee[]>> = {
  linearizable: ['sequentially consistent', 'bounded staleness'],
  'sequentially consistent': ['causally consistent'],
  'causally consistent': [
    'read your writes',
    'monotonic reads',
    'monotonic writes',
    'writes follow reads',
  ],
}

function standings(history: RegisterHistory): Map<Guarantee, Standing> {
  const verdicts = [
    linearizableRegisters(history),
    sequentiallyConsistent(history),
    ...causalAndSessions(history),
    boundedStaleness(history, { versions: 0 }),
  ]
  return new Map(verdicts.map(({ guarantee, standing }) => [guarantee, standing]))
}

function expectNoContradiction(history: RegisterHistory): ReadonlyMap<Guarantee, Standing> {
  const found = standings(history)
  for (const [guarantee, implied] of Object.entries(IMPLIED)) {
    if (found.get(guarantee as Guarantee) !== 'held') continue
    for (const weaker of implied)
      expect({ guarantee, weaker, is: found.get(weaker) }).toEqual({
        guarantee,
        weaker,
        is: 'held',
      })
  }
  return found
}

test.each<[string, SmallOptions]>([
  ['of clients that wait', {}],
  ['of one key', { keys: 1, processes: 2 }],
  ['of clients with several operations under way', { overlaps: true }],
  ['with siblings', { siblings: true, overlaps: true }],
  ['with what cannot be', { impossible: true, siblings: true, maximum: 8 }],
])('what holds, and what it implies, holds in random histories %s', (_, options) => {
  let held = 0
  fc.assert(
    fc.property(smallHistories(options), (operations) => {
      if (expectNoContradiction(registersOf(operations)).get('sequentially consistent') === 'held')
        held++
    }),
    { numRuns: 2_000, seed: 3 },
  )
  expect(held).toBeGreaterThan(50)
})

const models: ModelSpec[] = [
  singleLeader({ followers: 2, replication: async(), reads: 'followers' }),
  singleLeader({ followers: 2, replication: majority(), reads: 'leader' }),
  leaderless({ write: 1, read: 1, readRepair: false }),
  leaderless({ write: 2, read: 2 }),
  leaderless({ versions: 'version-vectors', write: 2, read: 2 }),
  multiLeader({ leaders: 3 }),
  multiLeader({ leaders: 3, resolution: keepSiblings() }),
]

test('what holds, and what it implies, holds in runs of the engine', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(
      fc.constantFrom(...models),
      fc.nat(100_000),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 4, max: 60 }),
      (model, seed, keys, operations) => {
        const run = simulate({
          seed,
          model,
          network: { latency: latency.exponential('20ms') },
          workload: workload.custom({
            read: 2,
            update: 1,
            readModifyWrite: 1,
            operations,
            clients: 3,
            keys: { count: keys },
          }),
          duration: '20s',
        })
        for (const [guarantee, standing] of expectNoContradiction(run.knowledge.registers)) {
          seen.add(`${guarantee}: ${standing}`)
        }
      },
    ),
    { numRuns: 150, seed: 3 },
  )
  for (const guarantee of [
    'linearizable',
    'sequentially consistent',
    'causally consistent',
    'read your writes',
    'monotonic reads',
  ]) {
    expect(seen).toContain(`${guarantee}: held`)
    expect(seen).toContain(`${guarantee}: broken`)
  }
})

test('the operations of a proof break the guarantee by themselves, and none of them can be left out', () => {
  let proofs = 0
  fc.assert(
    fc.property(smallHistories({ siblings: true, overlaps: true }), (operations) => {
      for (const { guarantee, proof } of causalAndSessions(registersOf(operations))) {
        if (proof === undefined) continue
        proofs++
        expect(brokenAlone(operations, proof.operations)).toContain(guarantee)
        for (const left of proof.operations) {
          const rest = proof.operations.filter((id) => id !== left)
          expect(brokenAlone(operations, rest)).not.toContain(guarantee)
        }
      }
    }),
    { numRuns: 2_000, seed: 3 },
  )
  expect(proofs).toBeGreaterThan(200)
})

/** What is broken in a history of some of its operations; a read that saw none of these others says nothing. */
function brokenAlone(operations: readonly SmallOperation[], kept: readonly number[]): string[] {
  const alone = kept.map((id): SmallOperation => {
    const { sources, effect, ...rest } = operations[id]
    if (sources === 'nowhere') return { ...rest, effect, sources }
    const left = sources.filter((one) => kept.includes(one)).map((one) => kept.indexOf(one))
    const isBlind = effect === Effect.read && sources.length > 0 && left.length < sources.length
    return { ...rest, effect: isBlind ? Effect.none : effect, sources: isBlind ? [] : left }
  })
  return causalAndSessions(registersOf(alone))
    .filter(({ standing }) => standing === 'broken')
    .map(({ guarantee }) => guarantee)
}

test('a read that is changed to what its session had replaced is caught', () => {
  fc.assert(
    fc.property(atomicHistory, fc.nat(), (operations, pick) => {
      expect(standings(registersOf(operations)).get('causally consistent')).toBe('held')
      const stale = operations.flatMap((read, id) => {
        const hasOwn = operations.slice(0, id).some((write) => isWriteFor(write, read))
        return read.effect === Effect.read && hasOwn ? [id] : []
      })
      if (stale.length === 0) return
      const id = stale[pick % stale.length]
      const mutated = operations.map((one, at) => (at === id ? { ...one, sources: [] } : one))
      const found = standings(registersOf(mutated))
      for (const guarantee of [
        'linearizable',
        'sequentially consistent',
        'causally consistent',
        'read your writes',
      ] as const) {
        expect(found.get(guarantee)).toBe('broken')
      }
    }),
    { numRuns: 1_000, seed: 3 },
  )
})

const isWriteFor = (write: SmallOperation, read: SmallOperation): boolean =>
  write.effect === Effect.write && write.key === read.key && write.process === read.process

/** One operation after another on one copy: all that can be wished. */
const atomicHistory = smallHistories({ maximum: 14 }).map((operations) => {
  const last = new Map<number, number>()
  return operations.map(({ process, key, effect }, id): SmallOperation => {
    const known = last.get(key)
    const sources = effect === Effect.read && known !== undefined ? [known] : []
    if (effect === Effect.write) last.set(key, id)
    const end = effect === Effect.none ? NEVER_RETURNED : 2 * id + 1
    return { process, key, effect, sources, call: 2 * id, return: end }
  })
})

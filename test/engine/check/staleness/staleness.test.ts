import fc from 'fast-check'
import { expect, test } from 'vitest'
import { registersOfRun } from '../../../../engine/check/from-run.ts'
import { visitMissed } from '../../../../engine/check/staleness/missed.ts'
import { boundedStaleness } from '../../../../engine/check/staleness/staleness.ts'
import { async, latency, simulate, singleLeader, workload } from '../../../../engine/index.ts'
import {
  registersOf,
  type SmallOperation,
  type SmallOptions,
  smallHistories,
} from '../support/small-registers.ts'
import { missedByDefinition } from '../support/staleness-by-definition.ts'

const RUNS = 2_000

function missedIn(operations: readonly SmallOperation[]) {
  const found: { read: number; missed: number; age: number }[] = []
  visitMissed(registersOf(operations), (read, missed, first) => {
    const firstReturn = first < 0 ? Number.POSITIVE_INFINITY : operations[first].return
    found.push({ read, missed, age: operations[read].call - firstReturn })
  })
  return found
}

test.each<[string, SmallOptions]>([
  ['of one key', { keys: 1, maximum: 16 }],
  ['of several keys', { keys: 3, maximum: 20 }],
  ['with siblings and operations side by side', { siblings: true, overlaps: true }],
  ['with values from nowhere and from later', { impossible: true }],
])('what reads miss is what the definition says, %s', (_, options) => {
  fc.assert(
    fc.property(smallHistories(options), (operations) => {
      expect(missedIn(operations)).toEqual(missedByDefinition(operations))
    }),
    { numRuns: RUNS, seed: 7 },
  )
})

test('a bound is broken exactly where a read is beyond it', () => {
  fc.assert(
    fc.property(
      smallHistories({ keys: 1, maximum: 16 }),
      fc.nat(3),
      fc.nat(12),
      (operations, versions, timeMicros) => {
        const reads = missedByDefinition(operations)
        const registers = registersOf(operations)
        const isBroken = (bound: Parameters<typeof boundedStaleness>[1]) =>
          boundedStaleness(registers, bound).standing === 'broken'
        expect(isBroken({ versions })).toBe(reads.some(({ missed }) => missed > versions))
        expect(isBroken({ timeMicros })).toBe(reads.some(({ age }) => age > timeMicros))
        expect(isBroken({ versions, timeMicros })).toBe(
          reads.some(({ missed, age }) => missed > versions || age > timeMicros),
        )
      },
    ),
    { numRuns: RUNS, seed: 7 },
  )
})

test('the operations of a proof break the bound by themselves', () => {
  fc.assert(
    fc.property(smallHistories({ keys: 1, maximum: 16 }), fc.nat(2), (operations, versions) => {
      const { proof } = boundedStaleness(registersOf(operations), { versions })
      if (proof === undefined) return
      const kept = proof.operations
      const alone = kept.map((id): SmallOperation => {
        const { sources, ...rest } = operations[id]
        const renumbered = sources === 'nowhere' ? sources : sources.map((one) => kept.indexOf(one))
        return { ...rest, sources: rest.effect === 0 ? renumbered : [] }
      })
      expect(boundedStaleness(registersOf(alone), { versions }).standing).toBe('broken')
      expect(kept.length).toBeLessThanOrEqual(versions + 3)
    }),
    { numRuns: RUNS, seed: 7 },
  )
})

test('agrees with the metric of stale reads', () => {
  const { history, metrics } = simulate({
    model: singleLeader({ followers: 2, replication: async(), reads: 'followers' }),
    workload: workload.ycsb('A', { operations: 4_000, keys: { count: 20 } }),
    network: { latency: latency.exponential('5ms') },
  })
  const names = {
    process: String,
    key: String,
    value: String,
    time: (micros: number) => `${micros} µs`,
  }
  let stale = 0
  visitMissed(registersOfRun(history, names), (_, missed) => {
    if (missed > 0) stale++
  })
  expect(stale).toBeGreaterThan(100)
  expect(stale).toBe(metrics.staleReads.count)
})

test('says that a history without acknowledged writes could not be stale', () => {
  const read = { process: 0, key: 0, effect: 0, sources: [], call: 0, return: 1 } as const
  const verdict = boundedStaleness(registersOf([read]), { versions: 0 })
  expect(verdict.standing).toBe('held')
  expect(verdict.vacuous).toBe(
    'No read followed an acknowledged write of its key, so none could be stale.',
  )
})

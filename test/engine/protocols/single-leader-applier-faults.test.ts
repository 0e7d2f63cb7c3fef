import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  async,
  type FaultSpec,
  faults,
  majority,
  manual,
  mostUpToDate,
  simulate,
  singleLeader,
  sync,
  vote,
  workload,
} from '../../../engine/index.ts'

const node = fc.constantFrom('n1', 'n2', 'n3', 'leader')

/** Something that happens for a while. */
const trouble: fc.Arbitrary<readonly FaultSpec[]> = fc
  .tuple(
    fc.integer({ min: 100, max: 1_500 }),
    fc.integer({ min: 10, max: 400 }),
    node,
    fc.constantFrom('pause', 'isolate', 'nothing', 'unsynced', 'everything'),
  )
  .map(([from, length, target, kind]) => {
    const [begin, end] = [faults.at(`${from}ms`), faults.at(`${from + length}ms`)]
    if (kind === 'pause') return [begin.pause(target), end.resume()]
    if (kind === 'isolate') return [begin.isolate(target), end.heal()]
    return [begin.crash(target, { loses: kind }), end.restart()]
  })

const replication = fc.constantFrom(
  { replication: async(), failover: vote() },
  { replication: async(), failover: mostUpToDate() },
  { replication: async(), failover: manual() },
  { replication: sync(), failover: vote() },
  { replication: majority(), failover: vote() },
)

const applier = fc.record({
  time: fc.constantFrom('100us', '3ms', '20ms'),
  workers: fc.integer({ min: 1, max: 4 }),
  longShare: fc.constantFrom(0, 0.1),
  longTime: fc.constant('50ms'),
})

const acknowledges = fc.constantFrom('received' as const, 'synced' as const, 'applied' as const)

test('whatever happens, replicas that have caught up show what their logs say', () => {
  let judged = 0
  fc.assert(
    fc.property(
      fc.record({ replication, applier, acknowledges }),
      fc.array(trouble, { maxLength: 4 }),
      fc.integer({ min: 1, max: 1_000 }),
      (given, struck, seed) => {
        const isRaft = given.replication.replication.kind === 'majority'
        const { nodes, metrics } = simulate({
          seed,
          model: singleLeader({
            ...given.replication,
            applier: given.applier,
            acknowledges:
              isRaft && given.acknowledges === 'applied' ? 'synced' : given.acknowledges,
            reads: 'any',
          }),
          workload: workload.ycsb('A', { clients: 4, rate: 100, keys: 5, timeout: '200ms' }),
          faults: struck.flat(),
          duration: '2500ms',
          drain: '20s',
        })
        const leaders = nodes.filter(({ role }) => role === 'leader')
        if (leaders.length !== 1) return
        // With one leader that everybody hears, all logs are the same in the end, and so must be what is read from them.
        const lengths = new Set(nodes.map(({ log }) => log?.length))
        if (lengths.size > 1) return
        judged++
        expect(metrics.divergence.examples).toEqual([])
        for (const { details, log } of nodes) expect(details.applied).toBe(log?.length)
      },
    ),
    { numRuns: 60, seed: 5 },
  )
  expect(judged).toBeGreaterThan(30)
}, 60_000)

import { describe, expect, test } from 'vitest'
import { majority, resolve, singleLeader } from '../../../engine/index.ts'
import type { SingleLeaderSettings } from '../../../engine/protocols/single-leader/settings.ts'
import { CrashKind } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import { promote, singleLeaderBench, valueAt } from '../support/single-leader.ts'

const MILLI = 1_000
const LEADER = 0
const FOLLOWER = 1

/** Messages take 1 ms, a sync 10 ms, applying 5 ms; the leader waits for both followers. */
const bench = (settings: Partial<SingleLeaderSettings>) =>
  singleLeaderBench(
    {
      replication: { kind: 'sync' },
      reads: 'any',
      failover: { kind: 'manual' },
      applier: {
        time: { kind: 'constant', micros: 5 * MILLI },
        workers: 1,
        longShare: 0,
        longTime: { kind: 'constant', micros: 0 },
      },
      ...settings,
    },
    { syncMicros: 10 * MILLI },
  )

/** What a follower has done with a write when it acknowledges it, and when the client then has its answer. */
const STAGES = [
  // To the leader 1, its sync 10, to the follower 1, back 1, to the client 1.
  ['received', 14, undefined],
  // The follower's sync 10.
  ['synced', 24, undefined],
  // The follower applies 5.
  ['applied', 29, 'new'],
] as const

describe.each(STAGES)(
  'a follower that acknowledges what it has %s',
  (acknowledges, millis, there) => {
    test(`lets the client have its answer after ${millis} ms`, () => {
      expect(bench({ acknowledges }).write(1, 'new').returned).toBe(millis * MILLI)
    })

    test('lets it be read there at once only if it is applied', () => {
      const { world } = bench({ acknowledges })
      world.clients[0].perform({ action: Action.write, key: 1, value: 'new' }, () => {})
      world.advance(millis * MILLI)
      expect(valueAt(world, FOLLOWER, 1)).toBe(there)
    })
  },
)

describe('after an acknowledged write the leader dies and the followers lose power', () => {
  /** What the follower that takes over knows of it. */
  const found = (acknowledges: SingleLeaderSettings['acknowledges']) => {
    const cluster = bench({ acknowledges })
    const { world } = cluster
    expect(cluster.write(1, 'new').outcome).toBe('ok')
    for (const machine of world.replicas) machine.crash(CrashKind.losesUnsynced)
    for (const machine of world.replicas) if (machine.id !== LEADER) machine.start()
    promote(cluster, FOLLOWER)
    cluster.advance(100 * MILLI)
    return valueAt(world, FOLLOWER, 1)
  }

  test('it is gone where they had only received it', () => {
    expect(found('received')).toBeUndefined()
  })

  test('it is there where they had synced or applied it', () => {
    expect(found('synced')).toBe('new')
    expect(found('applied')).toBe('new')
  })
})

test('a follower that lost what it had acknowledged gets it again', () => {
  const cluster = bench({ acknowledges: 'received' })
  const { world } = cluster
  cluster.write(1, 'new')
  world.machines[FOLLOWER].crash(CrashKind.losesUnsynced)
  world.machines[FOLLOWER].start()
  cluster.advance(200 * MILLI)
  expect(valueAt(world, FOLLOWER, 1)).toBe('new')
})

describe('visibility', () => {
  /** From when on the leader shows a write; the client has its answer after 24 ms. */
  const visibleAfter = (visibility: SingleLeaderSettings['visibility']) => {
    const { world } = bench({ visibility })
    world.clients[0].perform({ action: Action.write, key: 1, value: 'new' }, () => {})
    while (valueAt(world, LEADER, 1) === undefined) world.advance(world.clock.now + MILLI)
    return Math.floor(world.clock.now / MILLI)
  }

  test('comes with the sync of the leader, or with the answer', () => {
    expect(visibleAfter('appended')).toBe(11)
    expect(visibleAfter('acknowledged')).toBe(23)
  })
})

test('an entry cannot wait for its own commit', () => {
  const model = singleLeader({ replication: majority(), acknowledges: 'applied' })
  expect(resolve({ model })).toMatchObject({
    ok: false,
    problem: {
      message:
        "model.acknowledges is 'applied', but must be 'received' or 'synced' where followers apply only what is committed.",
    },
  })
})

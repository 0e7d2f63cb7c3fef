import { describe, expect, it } from 'vitest'
import { isolationRule } from '../../../engine/network/rules.ts'
import { createSingleLeader } from '../../../engine/protocols/single-leader/model.ts'
import type {
  Replication,
  SingleLeaderSettings,
} from '../../../engine/protocols/single-leader/settings.ts'
import { CrashKind, EventKind } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import { eventsOf, sentOf } from '../support/multi-leader.ts'
import { runWorkload, ycsbA } from '../support/scenario.ts'
import {
  logOf,
  promote,
  RAFT,
  SINGLE_LEADER,
  semiSync,
  singleLeaderBench,
  stateOf,
  VOTE,
  valueAt,
  WATCHED,
} from '../support/single-leader.ts'

const ONE_WAY = 1_000
const SYNC = 400
const SECOND = 1_000_000

const bench = singleLeaderBench

describe('what a write costs', () => {
  it.each<[string, Replication, number]>([
    ['async: a round trip and a sync', { kind: 'async' }, 2 * ONE_WAY + SYNC],
    ['semi-sync: another round trip and sync', semiSync(), 4 * ONE_WAY + 2 * SYNC],
    ['sync: the same when followers are alike', { kind: 'sync' }, 4 * ONE_WAY + 2 * SYNC],
    ['majority: the same', { kind: 'majority' }, 4 * ONE_WAY + 2 * SYNC],
  ])('%s', (_name, replication, expected) => {
    const { invoked, returned } = bench({ replication }, { syncMicros: SYNC }).write(0, 'a')
    expect(returned - invoked).toBe(expected)
  })

  it('majority waits for the nearer follower, sync for the farther', () => {
    const distance = (from: number, to: number) => (from === 2 || to === 2 ? 30_000 : ONE_WAY)
    const network = {
      distance,
      link: (from: number, to: number) => ({
        latency: { kind: 'constant', micros: distance(from, to) } as const,
        loss: 0,
        duplication: 0,
        ordered: true,
      }),
    }
    const cost = (replication: Replication) => {
      const { invoked, returned } = bench({ replication }, { network }).write(0, 'a')
      return returned - invoked
    }
    expect(cost({ kind: 'majority' })).toBe(4 * ONE_WAY)
    expect(cost({ kind: 'sync' })).toBe(2 * ONE_WAY + 60_000)
  })

  it('a single replica needs nobody', () => {
    for (const replication of [{ kind: 'sync' }, { kind: 'majority' }] as const) {
      const alone = bench({ ...RAFT, replicas: 1, replication })
      expect(alone.write(0, 'a').outcome).toBe('ok')
      expect(alone.read(0).value).toBe('a')
    }
  })
})

describe('reads', () => {
  it('of a follower are stale until the write has reached it', () => {
    const b = bench({ reads: 'followers' })
    b.write(0, 'old')
    b.advance(10_000)
    b.world.network.addRule(isolationRule([1]))
    b.write(0, 'new')
    b.advance(10_000)
    expect(valueAt(b.world, 1, 0)).toBe('old')
    expect(b.read(0, { replica: 2 }).value).toBe('new')
  })

  it('of a follower that may not serve them are sent to the leader', () => {
    const b = bench()
    b.write(0, 'a')
    b.submit({ action: Action.read, key: 0, replica: 1 })
    b.advance(2 * ONE_WAY)
    expect(stateOf(b.world, 1).details.leader).toBe(0)
    expect(sentOf(b.world, 'reply').at(-1)).toMatchObject({ node: 1 })
    expect(b.read(0).node).toBe(0)
  })

  it.each([
    ['nothing of a write that waits, where visible means acknowledged', 'acknowledged', undefined],
    ['a write that waits, where visible means appended', 'appended', 'a'],
  ] as const)('show %s', (_name, visibility, expected) => {
    const b = bench({ replication: semiSync({ onTimeout: 'block' }), visibility })
    b.world.network.addRule(isolationRule([1, 2]))
    b.submit({ action: Action.write, key: 0, value: 'a' })
    b.advance(10_000)
    expect(b.read(0).value).toBe(expected)
  })

  it.each([
    ['leader', [0]],
    ['followers', [1, 2]],
    ['any', [0, 1, 2]],
  ] as const)('by policy %s go to %j', (reads, expected) => {
    const b = bench({ reads })
    b.write(0, 'a')
    b.advance(10_000)
    const nodes = Array.from({ length: 40 }, () => b.read(0).node)
    expect([...new Set(nodes)].sort()).toEqual(expected)
  })

  it('go elsewhere for a while after their replica did not answer', () => {
    const b = bench({ reads: 'nearest' })
    b.write(0, 'a')
    b.advance(10_000)
    b.world.machines[0].crash(CrashKind.keepsWritten)
    const outcomes = Array.from({ length: 10 }, () => b.read(0).outcome)
    expect(outcomes).toEqual(['fail', ...Array(9).fill('ok')])
  })
})

describe('semi-sync', () => {
  it('releases every waiting write at the timeout of the first, then waits for none', () => {
    const b = bench({ replication: semiSync() })
    b.world.network.addRule(isolationRule([1, 2]))
    const first = b.submit({ action: Action.write, key: 0, value: 'a' })
    b.advance(15_000)
    const second = b.submit({ action: Action.write, key: 0, value: 'b' })
    b.advance(ONE_WAY + 20_000 + ONE_WAY - 15_000)
    expect(first.result).toBeDefined()
    expect(second.result).toBeDefined()
    expect(stateOf(b.world, 0).details.replication).toBe('async')
    const { invoked, returned } = b.write(0, 'c')
    expect(returned - invoked).toBe(2 * ONE_WAY)
  })

  it('waits again, by itself, when a follower has caught up', () => {
    const b = bench({ replication: semiSync() })
    const rule = b.world.network.addRule(isolationRule([1, 2]))
    b.write(0, 'a')
    b.world.network.removeRule(rule)
    b.advance(200_000)
    expect(stateOf(b.world, 0).details.replication).toBe('semi-sync')
    const { invoked, returned } = b.write(0, 'b')
    expect(returned - invoked).toBe(4 * ONE_WAY)
  })

  it('that blocks waits for ever', () => {
    const b = bench({ replication: semiSync({ onTimeout: 'block' }) })
    b.world.network.addRule(isolationRule([1, 2]))
    expect(b.write(0, 'a').outcome).toBe('unknown')
    b.advance(30 * SECOND)
    expect(stateOf(b.world, 0).log).toEqual({ length: 1, committed: 0 })
  })
})

describe('catching up', () => {
  it('brings a follower that was down up to date, in batches, one under way at a time', () => {
    const b = bench({ maxBatch: 10 })
    b.world.machines[1].crash(CrashKind.keepsWritten)
    for (let n = 0; n < 95; n++) b.write(n % 7, n)
    b.advance(SECOND)
    b.world.machines[1].start()
    const before = sentOf(b.world, 'append-entries').filter(({ peer }) => peer === 1).length
    b.advance(100_000)
    expect(logOf(b.world.machines[1])).toEqual(logOf(b.world.machines[0]))
    const batches = sentOf(b.world, 'append-entries')
      .filter(({ peer }) => peer === 1)
      .slice(before)
    expect(batches.length).toBeLessThanOrEqual(11)
    expect(stateOf(b.world, 0).details.followers).toMatchObject([
      { follower: 1, lag: 0, state: 'streaming' },
      { follower: 2, lag: 0, state: 'streaming' },
    ])
  })

  it('does not feed a follower that is gone', () => {
    const b = bench()
    b.world.machines[1].crash(CrashKind.keepsWritten)
    b.advance(SECOND)
    const before = sentOf(b.world, 'append-entries').filter(({ peer }) => peer === 1).length
    for (let n = 0; n < 50; n++) b.write(0, n)
    const after = sentOf(b.world, 'append-entries').filter(({ peer }) => peer === 1).length
    expect(after - before).toBeLessThanOrEqual(1)
  })

  it('refills a follower whose disk was wiped', () => {
    const b = bench()
    for (let n = 0; n < 20; n++) b.write(n, n)
    b.world.machines[2].crash(CrashKind.wipes)
    b.world.machines[2].start()
    b.advance(SECOND)
    expect(logOf(b.world.machines[2])).toEqual(logOf(b.world.machines[0]))
    expect(valueAt(b.world, 2, 19)).toBe(19)
  })

  it('goes on where a leader was before its outage', () => {
    const b = bench()
    b.write(0, 'a')
    b.world.machines[0].crash(CrashKind.keepsWritten)
    b.advance(SECOND)
    b.world.machines[0].start()
    expect(b.write(0, 'b').outcome).toBe('ok')
    b.advance(SECOND)
    for (const replica of [0, 1, 2]) expect(valueAt(b.world, replica, 0)).toBe('b')
  })

  it('survives loss, duplication and reordering', () => {
    const model = createSingleLeader({ ...SINGLE_LEADER, replication: { kind: 'sync' } })
    const world = runWorkload(model, {
      workload: { ...ycsbA, retries: 5, timeoutMicros: 100_000 },
      latency: { kind: 'uniform', from: 100, to: 20_000 },
      loss: 0.05,
      duplication: 0.05,
      ordered: false,
      durationMicros: 2 * SECOND,
      drainMicros: SECOND,
    })
    const [leader, ...followers] = world.machines.slice(0, 3).map(logOf)
    for (const log of followers) expect(log).toEqual(leader)
    const inLog = new Set(leader.map(({ operation }) => operation))
    expect(leader.length).toBe(inLog.size)
    for (const { action, outcome, id } of world.history) {
      if (action === 'write' && outcome === 'ok') expect(inLog.has(id)).toBe(true)
    }
  })
})

describe('a write that comes twice', () => {
  it.each([
    [true, 1],
    [false, 2],
  ])('is appended once if the leader is idempotent (%s)', (idempotent, copies) => {
    const b = bench({ idempotent }, { duplication: 1 })
    b.write(0, 'a')
    b.advance(10_000)
    expect(logOf(b.world.machines[0])).toHaveLength(copies)
  })
})

describe('a disk that loses what was not synced', () => {
  it('takes back nothing that a follower has', () => {
    const b = bench({}, { syncMicros: 5_000 })
    b.submit({ action: Action.write, key: 0, value: 'a' })
    b.advance(3_000)
    b.world.machines[0].crash(CrashKind.losesUnsynced)
    expect(eventsOf(b.world, EventKind.lose)).toHaveLength(1)
    b.advance(10_000)
    for (const machine of b.world.replicas) expect(logOf(machine)).toHaveLength(0)
  })

  it('makes a follower ask again for what it had not acknowledged', () => {
    const b = bench({ replication: { kind: 'sync' } }, { syncMicros: 5_000 })
    const pending = b.submit({ action: Action.write, key: 0, value: 'a' })
    b.advance(9_000)
    b.world.machines[1].crash(CrashKind.losesUnsynced)
    b.world.machines[1].start()
    expect(pending.result).toBeUndefined()
    b.advance(200_000)
    expect(pending.result).toBeDefined()
    expect(valueAt(b.world, 1, 0)).toBe('a')
  })
})

describe('what a follower acknowledges', () => {
  it('is durable, also when a heartbeat asks during its sync', () => {
    const slow = 60_000
    const b = bench({ replication: { kind: 'sync' } }, { syncMicros: slow })
    const { invoked, returned } = b.write(0, 'a')
    expect(returned - invoked).toBe(4 * ONE_WAY + 2 * slow)
  })

  it('is not what replaced an entry while that was on its way to the disk', () => {
    const b = bench({ failover: { kind: 'manual' } }, { syncMicros: 20_000 })
    const rule = b.world.network.addRule(isolationRule([2]))
    promote(b, 2)
    b.in(42_000, () => b.submit({ action: Action.write, key: 0, value: 'x', replica: 0 }))
    b.in(60_000, () => b.world.network.removeRule(rule))
    b.advance(74_000)
    const truncated = eventsOf(b.world, EventKind.truncate).map(({ node }) => node)
    expect(truncated).toContain(1)
    b.advance(16_000)
    expect(stateOf(b.world, 1).details.durable).toBe(0)
    b.advance(20_000)
    expect(stateOf(b.world, 1).details.durable).toBe(1)
  })
})

describe('an idle second', () => {
  it.each<[string, SingleLeaderSettings, number]>([
    ['without failover', SINGLE_LEADER, 110],
    ['with a vote', { ...RAFT, failover: VOTE }, 130],
    ['with a controller', WATCHED, 170],
  ])('is cheap %s', (_name, settings, most) => {
    const b = bench(settings)
    b.write(0, 'a')
    b.advance(SECOND)
    const before = b.world.processed
    b.advance(SECOND)
    expect(b.world.processed - before).toBeLessThanOrEqual(most)
  })

  it('is cheap with a follower that is gone and a leader that waits for it', () => {
    const b = bench({ replication: { kind: 'sync' } })
    b.world.machines[1].crash(CrashKind.keepsWritten)
    b.submit({ action: Action.write, key: 0, value: 'a' })
    b.advance(2 * SECOND)
    const before = b.world.processed
    b.advance(SECOND)
    expect(b.world.processed - before).toBeLessThanOrEqual(110)
  })
})

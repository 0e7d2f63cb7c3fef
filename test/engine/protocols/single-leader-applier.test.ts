import { describe, expect, test } from 'vitest'
import {
  async,
  EventKind,
  faults,
  manual,
  type Run,
  type ScenarioSpec,
  type SingleLeaderOptions,
  simulate,
  singleLeader,
  sync,
  workload,
} from '../../../engine/index.ts'
import type { ApplierSettings } from '../../../engine/protocols/single-leader/apply.ts'
import { CrashKind } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import type { Bench } from '../support/scenario.ts'
import { promote, singleLeaderBench, stateOf, valueAt } from '../support/single-leader.ts'

const LEADER = 0
const FOLLOWER = 1
const MILLI = 1_000

const TEN_MILLIS: ApplierSettings = {
  time: { kind: 'constant', micros: 10 * MILLI },
  workers: 1,
  longShare: 0,
  longTime: { kind: 'constant', micros: 1_000 * MILLI },
}

/** Messages take 1 ms, syncs nothing: what is written at 0 reaches the leader at 1 ms and the followers at 2 ms. */
const bench = (applier: Partial<ApplierSettings> = {}) =>
  singleLeaderBench({
    reads: 'any',
    applier: { ...TEN_MILLIS, ...applier },
    failover: { kind: 'manual' },
  })

function writeAll({ world }: Bench, ...keys: readonly number[]): void {
  for (const key of keys) {
    world.clients[0].perform({ action: Action.write, key, value: `k${key}` }, () => {})
  }
}

const keysAt = ({ world }: Bench, replica: number) => [...stateOf(world, replica).keys()]
const logLength = ({ world }: Bench, replica: number) => stateOf(world, replica).log?.length

describe('a follower', () => {
  test('has a write before it has applied it', () => {
    const cluster = bench()
    writeAll(cluster, 7)
    cluster.world.advance(12 * MILLI - 1)
    expect(valueAt(cluster.world, LEADER, 7)).toBe('k7')
    expect(logLength(cluster, FOLLOWER)).toBe(1)
    expect(valueAt(cluster.world, FOLLOWER, 7)).toBeUndefined()
    cluster.world.advance(12 * MILLI)
    expect(valueAt(cluster.world, FOLLOWER, 7)).toBe('k7')
  })

  test('applies one write after the other, or as many as it has workers', () => {
    const [one, two] = [bench(), bench({ workers: 2 })]
    for (const cluster of [one, two]) writeAll(cluster, 1, 2, 3)
    one.world.advance(22 * MILLI)
    two.world.advance(22 * MILLI)
    expect(keysAt(one, FOLLOWER)).toEqual([1, 2])
    expect(keysAt(two, FOLLOWER)).toEqual([1, 2, 3])
  })

  test('keeps the order of the writes of one key, and so of all behind them', () => {
    const cluster = bench({ workers: 4 })
    writeAll(cluster, 1, 1, 2)
    cluster.world.advance(12 * MILLI)
    expect(keysAt(cluster, FOLLOWER)).toEqual([1])
    cluster.world.advance(22 * MILLI)
    expect(keysAt(cluster, FOLLOWER)).toEqual([1, 2])
  })

  test('acknowledges what it has, whether it has applied it or not', () => {
    const cluster = singleLeaderBench({ replication: { kind: 'sync' }, applier: TEN_MILLIS })
    const { returned } = cluster.write(1, 'a')
    expect(returned).toBe(4 * MILLI)
  })

  test('goes on after a crash with what it had not applied', () => {
    const cluster = bench()
    writeAll(cluster, 1, 2, 3)
    cluster.world.advance(13 * MILLI)
    const follower = cluster.world.machines[FOLLOWER]
    follower.crash(CrashKind.keepsWritten)
    follower.start()
    expect(keysAt(cluster, FOLLOWER)).toEqual([1])
    cluster.world.advance(24 * MILLI)
    expect(keysAt(cluster, FOLLOWER)).toEqual([1, 2])
  })

  test('takes back what it had applied, or had begun to, when the leader has something else there', () => {
    const cluster = bench({ workers: 2 })
    const { world } = cluster
    writeAll(cluster, 1)
    world.advance(100 * MILLI)
    // Cut off, the old leader writes on; the follower n2 is made leader and writes as well.
    world.network.addRule((from, to) =>
      (from === 0 || to === 0) && from < 3 && to < 3 ? 'drop' : 'pass',
    )
    world.clients[0].perform({ action: Action.write, key: 2, value: 'old' }, () => {})
    world.advance(200 * MILLI)
    promote(cluster, FOLLOWER)
    expect(valueAt(world, LEADER, 2)).toBe('old')
    expect(stateOf(world, FOLLOWER).role).toBe('leader')
    world.network.removeRule(0)
    world.advance(1_000 * MILLI)
    expect(stateOf(world, LEADER).role).toBe('follower')
    expect(valueAt(world, LEADER, 2)).toBeUndefined()
    expect(valueAt(world, LEADER, 1)).toBe('k1')
  })
})

describe('a leader', () => {
  test('runs its own writes before it logs them', () => {
    const cluster = bench()
    expect(cluster.write(1, 'a').returned).toBe(2 * MILLI)
    expect(valueAt(cluster.world, LEADER, 1)).toBe('a')
  })

  test('that takes over serves nobody until it has caught up', () => {
    const cluster = bench()
    writeAll(cluster, 1, 2, 3)
    cluster.world.advance(5 * MILLI)
    cluster.world.machines[LEADER].crash(CrashKind.losesUnsynced)
    promote(cluster, FOLLOWER)
    const outcomes: string[] = []
    const ask = (at: number) =>
      cluster.world.at(at, 1, () =>
        cluster.world.machines[FOLLOWER].running!.receive(cluster.world.clients[0].id, {
          kind: 'read',
          key: 3,
          operation: 0,
          bytes: 64,
        } as never),
      )
    const reply = cluster.world.clients[0].deliver.bind(cluster.world.clients[0])
    cluster.world.clients[0].deliver = (from, message, kind, number) => {
      if (message.kind === 'reply') outcomes.push((message as unknown as { status: string }).status)
      reply(from, message, kind, number)
    }
    ask(31 * MILLI)
    ask(33 * MILLI)
    cluster.world.advance(40 * MILLI)
    expect(outcomes).toEqual(['refused', 'ok'])
  })
})

// From specs, and measured as a notebook would.

const SECOND = 1_000_000

const loaded = (rate: number, model: SingleLeaderOptions, more: Partial<ScenarioSpec> = {}) =>
  simulate({
    model: singleLeader({ followers: 1, replication: async(), ...model }),
    network: { latency: '1ms' },
    disk: { sync: 0 },
    workload: workload.custom({
      update: 1,
      rate,
      clients: 4,
      keys: { count: 100_000, distribution: 'uniform' },
    }),
    duration: '10s',
    drain: '10s',
    ...more,
  })

/** Of n2, at a time. */
const lagAt = (run: Run, time: number) =>
  run.metrics.replicationLag!.series.find((sample) => sample.node === 1 && sample.time >= time)!

describe('replication lag', () => {
  test('grows by what comes faster than it is applied, and goes when less comes', () => {
    const run = loaded(1_500, { applier: { time: '1ms' } })
    // 15 000 Poisson arrivals: one standard deviation is 122 writes, of three that is 37 a second.
    const { behindWrites, behindMicros, time } = lagAt(run, 9.9 * SECOND)
    expect(behindWrites / (time / SECOND)).toBeCloseTo(500, -2)
    expect(Math.abs(behindWrites / (time / SECOND) - 500)).toBeLessThan(37)
    // A write of time s is applied at s · l / m, so it waits s · (l - m) / m; seen at the time t of its application that is t · (l - m) / l.
    expect(behindMicros / time).toBeCloseTo(1 / 3, 1)
    const last = run.trace
      .events(EventKind.store)
      .filter(({ node }) => node === 1)
      .at(-1)!
    expect(Math.abs(last.time / SECOND - 15)).toBeLessThan(0.4)
    expect(lagAt(run, 16 * SECOND).behindWrites).toBe(0)
  })

  test('of each write is the network, the wait and the work: an M/D/1 queue', () => {
    const run = loaded(800, { applier: { time: '1ms' } }, { duration: '60s', warmUp: '1s' })
    const { lag } = run.metrics.replicationLag!.nodes[1]
    // 1 ms on the network, 2 ms of waiting (rho / (2 mu (1 - rho))), 1 ms of work.
    expect(lag.mean! / MILLI).toBeGreaterThan(3.7)
    expect(lag.mean! / MILLI).toBeLessThan(4.3)
    expect(lag.minimum).toBe(2 * MILLI)
  })

  test('stays small with enough workers, unless all write one key', () => {
    const applier = { time: '1ms', workers: 4 }
    const many = loaded(1_500, { applier })
    expect(many.metrics.replicationLag!.nodes[1].lag.maximum).toBeLessThan(10 * MILLI)
    const one = loaded(
      1_500,
      { applier },
      { workload: workload.custom({ update: 1, rate: 1_500, keys: 1 }) },
    )
    expect(lagAt(one, 9.9 * SECOND).behindWrites).toBeGreaterThan(4_000)
  })

  test('jumps with a long transaction, which is long on every follower', () => {
    const run = loaded(100, {
      followers: 2,
      applier: { time: '10us', longShare: 0.002, longTime: '500ms' },
    })
    const waited = run.metrics.replicationLag!.nodes.slice(1).map(({ lag }) => lag)
    expect(waited[0].maximum).toBeGreaterThan(500 * MILLI)
    expect(waited[0].maximum).toBe(waited[1].maximum)
    expect(waited[0].p50).toBeLessThan(10 * MILLI)
  })

  test('does not slow down the answers, even of synchronous replication', () => {
    const slow = loaded(500, { replication: sync(), applier: { time: '1ms' } })
    const fast = loaded(500, { replication: sync() })
    expect(slow.metrics.latency.write).toEqual(fast.metrics.latency.write)
  })

  test('delays a failover until it is worked off', () => {
    const outage = (applier: SingleLeaderOptions['applier']) =>
      loaded(
        1_500,
        { applier, failover: manual() },
        { faults: [faults.at('6s').crash('n1'), faults.at('6100ms').promote('n2')] },
      ).metrics.availability.write.longestMicros
    // A client gives up on the dead leader after 1 s.
    expect(outage(undefined)).toBeLessThan(1.2 * SECOND)
    // 6 s of writes at 1 500 a second take 9 s at 1 000 a second.
    expect(outage({ time: '1ms' })).toBeGreaterThan(2.8 * SECOND)
  })
})

test('where applying takes no time, an applier changes nothing', () => {
  expect(loaded(500, { applier: { time: 0 } }).fingerprint).toBe(loaded(500, {}).fingerprint)
})

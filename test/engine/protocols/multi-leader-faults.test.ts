import { describe, expect, it } from 'vitest'
import { isolationRule, oneWayRule } from '../../../engine/network/rules.ts'
import type { ChangesAck } from '../../../engine/protocols/multi-leader/messages.ts'
import { MULTI_LEADER_DEFAULTS } from '../../../engine/protocols/multi-leader/settings.ts'
import { CrashKind, EventKind } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import {
  contents,
  eventsOf,
  FAR,
  multiLeaderBench,
  NEAR,
  sentOf,
  storedAt,
} from '../support/multi-leader.ts'
import type { Bench } from '../support/scenario.ts'

const SECOND = 1_000_000
const { retryMicros, maxRetryMicros } = MULTI_LEADER_DEFAULTS

const cut = (bench: Bench, leader: number) =>
  bench.world.network.addRule(isolationRule([leader, bench.world.scenario.model.replicas + leader]))

const queuedAt = (bench: Bench, leader: number) =>
  bench.world.liveReplicas()[leader].state.details.queued

describe('a leader that is cut off', () => {
  it('goes on taking writes, and both sides converge after the cut heals', () => {
    const bench = multiLeaderBench()
    const rule = cut(bench, 1)
    for (let count = 0; count < 300; count++) {
      expect(bench.write(count % 7, `left ${count}`, {}, 0).outcome).toBe('ok')
      expect(bench.write(count % 5, `right ${count}`, {}, 1).outcome).toBe('ok')
    }
    expect(queuedAt(bench, 0)).toEqual([{ to: 1, updates: 300 }])
    bench.world.network.removeRule(rule)
    bench.advance(maxRetryMicros + 10 * FAR)
    expect(queuedAt(bench, 0)).toEqual([{ to: 1, updates: 0 }])
    const [left, right] = contents(bench.world)
    expect(left).toBe(right)
  })

  it('is tried again less and less often, with one batch at a time', () => {
    const bench = multiLeaderBench()
    cut(bench, 1)
    bench.write(0, 'value', {}, 0)
    bench.advance(10 * SECOND)
    const times = sentOf(bench.world, 'changes').map(({ time }) => time - NEAR)
    const waits = [0, 1, 3, 7, 11, 15, 19].map((retries) => retries * retryMicros)
    expect(times).toEqual(waits)
  })

  it('is tried again soon after it was reached in between', () => {
    const bench = multiLeaderBench()
    const rule = cut(bench, 1)
    bench.write(0, 'value', {}, 0)
    bench.advance(10 * SECOND)
    bench.world.network.removeRule(rule)
    bench.advance(10 * SECOND)
    cut(bench, 1)
    const again = bench.write(0, 'value', {}, 0).returned - NEAR
    bench.advance(2 * retryMicros)
    const times = sentOf(bench.world, 'changes').map(({ time }) => time)
    expect(times.slice(-2)).toEqual([again, again + retryMicros])
  })

  it('catches up in batches', () => {
    const bench = multiLeaderBench()
    const rule = cut(bench, 1)
    for (let count = 0; count < 1_000; count++) bench.write(count, 'value', {}, 0)
    const before = sentOf(bench.world, 'changes').length
    bench.world.network.removeRule(rule)
    bench.advance(maxRetryMicros + 10 * FAR)
    expect(contents(bench.world)[1]).toBe(contents(bench.world)[0])
    expect(sentOf(bench.world, 'changes').length - before).toBeLessThanOrEqual(12)
  })

  it('is caught up at once when it is heard of', () => {
    const bench = multiLeaderBench()
    const rule = cut(bench, 1)
    bench.write(0, 'from 0', {}, 0)
    bench.advance(4 * SECOND)
    bench.world.network.removeRule(rule)
    const healed = bench.now
    bench.write(1, 'from 1', {}, 1)
    bench.advance(SECOND)
    expect(storedAt(bench.world, 0).get(1)).toBe(healed + NEAR + 2 * FAR)
  })

  it('in one direction only: its own updates still arrive', () => {
    const bench = multiLeaderBench()
    bench.world.network.addRule(oneWayRule([0], [1]))
    bench.write(0, 'from 0', {}, 0)
    bench.write(1, 'from 1', {}, 1)
    bench.advance(SECOND)
    expect(contents(bench.world)).toEqual([
      '0=[{"value":"from 0"}] 1=[{"value":"from 1"}]',
      '1=[{"value":"from 1"}]',
    ])
  })
})

describe('a leader that crashes', () => {
  it('gets what it missed as soon as it is back', () => {
    const bench = multiLeaderBench()
    bench.world.machines[1].crash(CrashKind.losesUnsynced)
    for (let count = 0; count < 50; count++) bench.write(count, 'value', {}, 0)
    bench.advance(3 * SECOND)
    const back = bench.now
    bench.world.machines[1].start()
    bench.advance(SECOND)
    expect(contents(bench.world)[1]).toBe(contents(bench.world)[0])
    expect(storedAt(bench.world, 0).get(1)).toBe(back + 2 * FAR)
  })

  it('goes on sending what was not acknowledged', () => {
    const bench = multiLeaderBench()
    bench.write(0, 'on its way', {}, 0)
    const rule = cut(bench, 1)
    bench.write(1, 'kept back', {}, 0)
    bench.world.machines[0].crash(CrashKind.losesUnsynced)
    bench.world.network.removeRule(rule)
    bench.world.machines[0].start()
    bench.advance(SECOND)
    expect(contents(bench.world)[1]).toBe('0=[{"value":"on its way"}] 1=[{"value":"kept back"}]')
    expect(storedAt(bench.world, 0).size).toBe(2)
  })

  it('may lose a write only before anybody was told of it', () => {
    const bench = multiLeaderBench({}, { syncMicros: 10_000 })
    bench.submit({ action: Action.write, key: 0, value: 'lost' })
    bench.advance(NEAR + 5_000)
    bench.world.machines[0].crash(CrashKind.losesUnsynced)
    bench.world.machines[0].start()
    expect(eventsOf(bench.world, EventKind.lose)).toHaveLength(1)
    bench.write(0, 'second', {}, 0)
    bench.advance(SECOND)
    expect(contents(bench.world)).toEqual(Array(2).fill('0=[{"value":"second"}]'))
    expect(eventsOf(bench.world, EventKind.conflict)).toEqual([])
  })

  it('shows what its disk kept of writes that it had not shown yet', () => {
    const bench = multiLeaderBench({}, { syncMicros: 10_000 })
    bench.submit({ action: Action.write, key: 0, value: 'kept' })
    bench.advance(NEAR + 5_000)
    bench.world.machines[0].crash(CrashKind.keepsWritten)
    bench.world.machines[0].start()
    bench.advance(SECOND)
    expect(contents(bench.world)).toEqual(Array(2).fill('0=[{"value":"kept"}]'))
    expect([...storedAt(bench.world, 0).keys()]).toEqual([0, 1])
  })

  it('in a ring holds up what is behind it, until it is back', () => {
    const bench = multiLeaderBench({ leaders: 3, topology: 'ring' })
    bench.world.machines[1].crash(CrashKind.losesUnsynced)
    bench.write(0, 'value', {}, 0)
    bench.advance(10 * SECOND)
    expect([...storedAt(bench.world, 0).keys()]).toEqual([0])
    bench.world.machines[1].start()
    bench.advance(SECOND)
    expect([...storedAt(bench.world, 0).keys()]).toEqual([0, 1, 2])
  })

  it('gets everything back after its disk was wiped, its own writes as well', () => {
    for (const topology of ['all-to-all', 'ring', 'star'] as const) {
      const bench = multiLeaderBench({ leaders: 3, topology, followersPerLeader: 1 })
      for (let count = 0; count < 9; count++) bench.write(count, `old ${count}`, {}, count % 3)
      bench.advance(SECOND)
      bench.world.machines[0].crash(CrashKind.wipes)
      bench.advance(SECOND)
      bench.world.machines[0].start()
      bench.write(0, 'after', {}, 0)
      bench.advance(10 * SECOND)
      const all = new Set(contents(bench.world))
      expect([...all]).toHaveLength(1)
      expect([...all][0]).toContain('8=[{"value":"old 8"}]')
    }
  })

  it('gets back a write that was still under way when its disk was wiped', () => {
    for (const topology of ['all-to-all', 'ring', 'star'] as const) {
      const bench = multiLeaderBench({ leaders: 3, topology })
      const toOneOnly = oneWayRule([1], topology === 'all-to-all' ? [2] : [])
      const rule = bench.world.network.addRule(toOneOnly)
      bench.write(0, 'under way', {}, 1)
      bench.world.machines[1].crash(CrashKind.wipes)
      bench.advance(NEAR)
      bench.world.machines[1].start()
      bench.world.network.removeRule(rule)
      bench.advance(10 * SECOND)
      expect(contents(bench.world)).toEqual(Array(3).fill('0=[{"value":"under way"}]'))
    }
  })

  it('gets from one neighbour, after its disk was wiped, what another one wrote that is down', () => {
    for (const senderCrashes of [false, true]) {
      const bench = multiLeaderBench({ leaders: 3, maxBatch: 1, maxUnacknowledged: 1 })
      for (let count = 0; count < 9; count++) bench.write(count, 'value', {}, 2)
      bench.advance(SECOND)
      const before = contents(bench.world)[1]
      bench.world.machines[2].crash(CrashKind.keepsWritten)
      bench.world.machines[0].crash(CrashKind.wipes)
      bench.world.machines[0].start()
      bench.advance(6 * FAR)
      if (senderCrashes) bench.world.machines[1].crash(CrashKind.losesUnsynced)
      bench.world.machines[1].start()
      bench.advance(10 * SECOND)
      bench.world.machines[2].start()
      expect(contents(bench.world)[0]).toBe(before)
    }
  })

  it('exchanges two questions and answers with its neighbour when it is back and missed nothing', () => {
    const bench = multiLeaderBench()
    bench.world.machines[0].crash(CrashKind.wipes)
    bench.world.machines[0].start()
    bench.advance(1)
    bench.world.machines[1].crash(CrashKind.keepsWritten)
    bench.world.machines[1].start()
    bench.advance(60 * SECOND)
    expect(eventsOf(bench.world, EventKind.send).length).toBeLessThanOrEqual(16)
  })
})

describe('what is not on disk yet', () => {
  it('is not sent: a crash takes it back everywhere', () => {
    const bench = multiLeaderBench({}, { syncMicros: 10_000 })
    bench.submit({ action: Action.write, key: 0, value: 'on disk' })
    bench.advance(5_000)
    bench.submit({ action: Action.write, key: 0, value: 'lost' })
    bench.advance(10_000)
    bench.world.machines[0].crash(CrashKind.losesUnsynced)
    bench.world.machines[0].start()
    bench.advance(SECOND)
    expect(contents(bench.world)).toEqual(Array(2).fill('0=[{"value":"on disk"}]'))
    bench.write(0, 'next', {}, 0)
    bench.advance(SECOND)
    expect(contents(bench.world)).toEqual(Array(2).fill('0=[{"value":"next"}]'))
  })

  it('is not acknowledged', () => {
    const bench = multiLeaderBench({}, { syncMicros: 10_000 })
    const acknowledged: [number, number][] = []
    bench.world.network.addRule((_from, _to, message) => {
      if (message.kind === 'changes-ack') {
        acknowledged.push([bench.now, (message as ChangesAck).offset])
      }
      return 'pass'
    })
    bench.submit({ action: Action.write, key: 0 })
    bench.advance(5_000)
    bench.submit({ action: Action.write, key: 1 })
    bench.advance(SECOND)
    const first = NEAR + 10_000 + FAR + 10_000
    expect(acknowledged).toEqual([
      [first, 1],
      [first + 10_000, 2],
    ])
  })
})

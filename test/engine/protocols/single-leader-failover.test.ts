import { describe, expect, it } from 'vitest'
import type { AnyMessage, Message } from '../../../engine/network/message.ts'
import { oneWayRule, partitionRule } from '../../../engine/network/rules.ts'
import { voteRequest } from '../../../engine/protocols/single-leader/messages.ts'
import { createSingleLeader } from '../../../engine/protocols/single-leader/model.ts'
import type { Replication } from '../../../engine/protocols/single-leader/settings.ts'
import { CrashKind, EventKind } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import { eventsOf, sentOf } from '../support/multi-leader.ts'
import { runWorkload, ycsbA } from '../support/scenario.ts'
import {
  leadersOf,
  promote,
  RAFT,
  semiSync,
  singleLeaderBench,
  stateOf,
  valueAt,
  WATCHED,
} from '../support/single-leader.ts'

const ONE_WAY = 1_000
const SECOND = 1_000_000

const bench = singleLeaderBench

describe('a leader that dies at the moment when its client has the answer, another being promoted at once', () => {
  it.each<[string, Replication, string | undefined]>([
    ['async loses the write', { kind: 'async' }, undefined],
    ['semi-sync keeps it', semiSync(), 'a'],
    ['sync keeps it', { kind: 'sync' }, 'a'],
  ])('%s', (_name, replication, expected) => {
    const b = bench({ replication, failover: { kind: 'manual' } })
    expect(b.write(0, 'a').outcome).toBe('ok')
    b.world.machines[0].crash(CrashKind.keepsWritten)
    promote(b, 1)
    b.advance(SECOND)
    expect(valueAt(b.world, 1, 0)).toBe(expected)
    b.world.machines[0].start()
    b.advance(SECOND)
    expect(valueAt(b.world, 0, 0)).toBe(expected)
    const truncated = eventsOf(b.world, EventKind.truncate).map(({ node }) => node)
    expect(truncated.sort()).toEqual(expected === undefined ? [0, 2] : [])
  })
})

describe('election by vote', () => {
  it('replaces a leader that is gone, within a few timeouts', () => {
    const b = bench(RAFT)
    b.write(0, 'a')
    b.world.machines[0].crash(CrashKind.keepsWritten)
    b.advance(SECOND)
    expect(leadersOf(b.world)).toHaveLength(1)
    expect(b.read(0, { replica: leadersOf(b.world)[0] }).value).toBe('a')
  })

  it('elects nobody without a majority', () => {
    const b = bench(RAFT)
    b.world.machines[0].crash(CrashKind.keepsWritten)
    b.world.machines[1].crash(CrashKind.keepsWritten)
    b.advance(5 * SECOND)
    expect(leadersOf(b.world)).toEqual([])
  })

  it('passes over a replica whose log is behind', () => {
    for (let seed = 0; seed < 10; seed++) {
      const b = bench(RAFT, { seed })
      b.world.network.addRule(partitionRule([[1], [0, 2]]))
      b.write(0, 'a')
      b.world.machines[0].crash(CrashKind.keepsWritten)
      for (let rule = 0; rule < 3; rule++) b.world.network.removeRule(rule)
      b.advance(3 * SECOND)
      expect(leadersOf(b.world)).toEqual([2])
    }
  })

  it('tells of a vote once it is durable', () => {
    const b = bench({ ...RAFT, fencing: false }, { syncMicros: 5_000 })
    b.world.machines[0].crash(CrashKind.keepsWritten)
    b.advance(SECOND)
    const asked = eventsOf(b.world, EventKind.role).find(({ a }) => a === 2)!
    const [vote] = sentOf(b.world, 'vote-reply')
    expect(vote.time - asked.time).toBe(5_000 + ONE_WAY + 5_000)
  })

  it('with fencing does not help a candidate while the leader is alive', () => {
    const b = bench(RAFT)
    b.advance(SECOND)
    for (const replica of [0, 2]) {
      b.world.machines[replica].running?.receive(1, voteRequest(9, 9, 9) as AnyMessage as Message)
      expect(stateOf(b.world, replica).term).toBe(1)
    }
  })

  it.each([
    ['never while another may', true, 0],
    ['until it hears of the new one, without fencing', false, 1],
  ] as const)('lets an old leader that is cut off serve %s', (_name, fencing, expected) => {
    const b = bench({ ...RAFT, replication: { kind: 'async' }, fencing })
    b.write(0, 'a')
    b.world.network.addRule(partitionRule([[0], [1, 2]]))
    let served = 0
    for (let n = 0; n < 200; n++) {
      b.advance(5_000)
      if (leadersOf(b.world).length < 2) continue
      if (b.write(1, n, { replica: 0 }).outcome === 'ok') served++
    }
    expect(Math.min(served, 1)).toBe(expected)
  })
})

describe('a controller', () => {
  it('promotes nobody while it hears from the leader', () => {
    const b = bench(WATCHED)
    b.advance(10 * SECOND)
    expect(eventsOf(b.world, EventKind.role)).toHaveLength(4)
  })

  it('goes on after its own restart', () => {
    const b = bench(WATCHED)
    b.world.machines[3].crash(CrashKind.losesUnsynced)
    b.advance(SECOND)
    b.world.machines[3].start()
    b.advance(SECOND)
    b.world.machines[0].crash(CrashKind.keepsWritten)
    b.advance(SECOND)
    expect(leadersOf(b.world)).toHaveLength(1)
  })

  it('under majority promotes nobody until one must have every committed write', () => {
    const b = bench({ ...RAFT, failover: WATCHED.failover })
    b.world.machines[0].crash(CrashKind.keepsWritten)
    b.world.machines[1].crash(CrashKind.keepsWritten)
    b.advance(5 * SECOND)
    expect(leadersOf(b.world)).toEqual([])
    b.world.machines[1].start()
    b.advance(SECOND)
    expect(leadersOf(b.world)).toHaveLength(1)
  })
})

describe('a promotion by hand', () => {
  it('gives each new leader a term of its own', () => {
    const b = bench({ failover: { kind: 'manual' } })
    b.world.network.addRule(partitionRule([[0], [1], [2]]))
    promote(b, 1)
    promote(b, 2)
    const terms = [0, 1, 2].map((id) => stateOf(b.world, id).term)
    expect(new Set(terms).size).toBe(3)
  })
})

describe('clients of a leader that steps down', () => {
  it('are told that nobody knows', () => {
    const b = bench({ replication: { kind: 'sync' }, failover: { kind: 'manual' } })
    b.world.network.addRule(oneWayRule([0], [1, 2]))
    const pending = b.submit({ action: Action.write, key: 0, value: 'a' })
    b.advance(2_000)
    promote(b, 1)
    b.advance(100_000)
    expect(pending.result?.reply?.status).toBe('uncertain')
    expect(b.world.history.at(0).outcome).toBe('unknown')
    expect(valueAt(b.world, 0, 0)).toBeUndefined()
  })

  it('find the new leader', () => {
    const workload = { ...ycsbA, clients: 4, retries: 3, timeoutMicros: 100_000 }
    const world = runWorkload(createSingleLeader(RAFT), { workload, durationMicros: 100_000 })
    world.machines[0].crash(CrashKind.keepsWritten)
    world.advance(2 * SECOND)
    const pending: unknown[] = []
    world.clients[0].perform({ action: Action.write, key: 0 }, (result) => pending.push(result))
    world.advance(3 * SECOND)
    expect(pending).toMatchObject([{ outcome: 0 }])
  })
})

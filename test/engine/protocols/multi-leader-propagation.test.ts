import { describe, expect, it } from 'vitest'
import type { Topology } from '../../../engine/protocols/multi-leader/settings.ts'
import { EventKind } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import { eventsOf, FAR, multiLeaderBench, NEAR, sentOf, storedAt } from '../support/multi-leader.ts'

/** Times at which a write of leader `origin`, sent at time 0, is readable on each of four leaders and their followers. */
function arrivals(topology: Topology, origin: number, followersPerLeader = 0): number[] {
  const bench = multiLeaderBench({ leaders: 4, topology, followersPerLeader })
  bench.write(0, 'value', {}, origin)
  bench.advance(20 * FAR)
  const times = storedAt(bench.world, 0)
  return bench.world.replicas.map(({ id }) => times.get(id)! - NEAR)
}

describe('an update travels', () => {
  it('in one hop from any leader to any other when all send to all', () => {
    expect(arrivals('all-to-all', 0)).toEqual([0, FAR, FAR, FAR])
    expect(arrivals('all-to-all', 2)).toEqual([FAR, FAR, 0, FAR])
  })

  it('hop by hop around a ring', () => {
    expect(arrivals('ring', 0)).toEqual([0, FAR, 2 * FAR, 3 * FAR])
    expect(arrivals('ring', 2)).toEqual([2 * FAR, 3 * FAR, 0, FAR])
  })

  it('over the hub of a star', () => {
    expect(arrivals('star', 0)).toEqual([0, FAR, FAR, FAR])
    expect(arrivals('star', 2)).toEqual([FAR, 2 * FAR, 0, 2 * FAR])
  })

  it('to the followers one hop after their leader', () => {
    expect(arrivals('ring', 0, 1)).toEqual(
      [0, FAR, 2 * FAR, 3 * FAR, 0, FAR, 2 * FAR, 3 * FAR].map((time, index) =>
        index < 4 ? time : time + NEAR,
      ),
    )
  })

  it('after the disk of each leader on its way', () => {
    const bench = multiLeaderBench({ leaders: 3, topology: 'ring' }, { syncMicros: 500 })
    bench.write(0, 'value')
    bench.advance(10 * FAR)
    expect([...storedAt(bench.world, 0).values()]).toEqual([
      NEAR + 500,
      NEAR + FAR + 1_000,
      NEAR + 2 * FAR + 1_500,
    ])
  })

  it('once to each leader and follower, whatever the topology', () => {
    for (const topology of ['all-to-all', 'ring', 'star'] as const) {
      for (const origin of [0, 1, 3]) {
        const bench = multiLeaderBench({ leaders: 4, topology, followersPerLeader: 1 })
        bench.write(0, 'value', {}, origin)
        bench.advance(100 * FAR)
        const receivers = sentOf(bench.world, 'changes').map(({ peer }) => peer)
        const others = bench.world.replicas.map(({ id }) => id).filter((id) => id !== origin)
        expect(receivers.sort()).toEqual(others)
        expect(sentOf(bench.world, 'changes-ack')).toHaveLength(7)
        expect(eventsOf(bench.world, EventKind.send)).toHaveLength(2 + 2 * 7)
      }
    }
  })

  it('without waiting for the acknowledgement of the one before', () => {
    const bench = multiLeaderBench()
    for (let count = 0; count < 10; count++) {
      bench.submit({ action: Action.write, key: 0 })
      bench.advance(100)
    }
    bench.advance(10 * FAR)
    const received = eventsOf(bench.world, EventKind.store).filter(({ node }) => node === 1)
    expect(received.map(({ time }) => time)).toEqual(
      Array.from({ length: 10 }, (_, count) => NEAR + FAR + 100 * count),
    )
  })

  it('in larger batches once many are unacknowledged', () => {
    const bench = multiLeaderBench({ maxUnacknowledged: 2, maxBatch: 5 })
    for (let count = 0; count < 20; count++) bench.submit({ action: Action.write, key: count })
    bench.advance(10 * FAR)
    const sent = sentOf(bench.world, 'changes')
    expect(sent.map(({ time }) => time)).toEqual(
      [0, 0, 2, 2, 4, 4].map((hops) => NEAR + hops * FAR),
    )
    expect(storedAt(bench.world, 19).get(1)).toBe(NEAR + 5 * FAR)
  })
})

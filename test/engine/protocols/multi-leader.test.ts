import { describe, expect, it } from 'vitest'
import { CrashKind, EventKind } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import { contents, eventsOf, FAR, multiLeaderBench, NEAR } from '../support/multi-leader.ts'
import type { Bench } from '../support/scenario.ts'

const KEY = 0

/** Two clients write the same key at once, each at its own leader; then time passes until both leaders know. */
function writeAtOnce(bench: Bench): [number, number] {
  const submit = (client: number) =>
    bench.submit({ action: Action.write, key: KEY, value: `from ${client}` }, client)
  submit(0)
  submit(1)
  bench.advance(10 * FAR)
  return [0, 1]
}

/** Events of a kind by node; the order between nodes is chance. */
const triples = (bench: Bench, kind: EventKind) =>
  eventsOf(bench.world, kind)
    .map(({ node, operation, a }) => ({ node, operation, a }))
    .sort((a, b) => a.node - b.node)

describe('a write to a multi-leader cluster', () => {
  it('takes a local round trip, however far the other leaders are', () => {
    const bench = multiLeaderBench({ leaders: 3 })
    for (const client of [0, 1, 2]) {
      const write = bench.write(KEY, 'value', {}, client)
      expect(write.returned - write.invoked).toBe(2 * NEAR)
      expect(write.node).toBe(client)
    }
  })

  it('waits for the disk of its leader', () => {
    const bench = multiLeaderBench({}, { syncMicros: 700 })
    const write = bench.write(KEY, 'value')
    expect(write.returned - write.invoked).toBe(2 * NEAR + 700)
  })

  it('is not readable before it is on disk', () => {
    const bench = multiLeaderBench({}, { syncMicros: 10_000 })
    bench.submit({ action: Action.write, key: KEY, value: 'value' })
    bench.advance(2 * NEAR)
    expect(bench.read(KEY).value).toBeUndefined()
    bench.advance(10_000)
    expect(bench.read(KEY).value).toBe('value')
  })

  it('replaces what its leader has, without a conflict', () => {
    for (const kind of ['last-writer-wins', 'siblings'] as const) {
      const bench = multiLeaderBench({ resolution: { kind } })
      bench.write(KEY, 'old', {}, 0)
      bench.write(KEY, 'newer', {}, 0)
      bench.advance(2 * FAR)
      bench.write(KEY, 'newest', {}, 1)
      bench.advance(2 * FAR)
      expect(eventsOf(bench.world, EventKind.conflict, EventKind.discard)).toEqual([])
      expect(bench.read(KEY, {}, 0).value).toBe('newest')
      expect(bench.read(KEY, {}, 1).value).toBe('newest')
    }
  })

  it('replaces what its leader has, also what came after the last read of its client', () => {
    const bench = multiLeaderBench({ leaders: 1 }, { clients: 2 })
    bench.read(KEY, {}, 0)
    bench.write(KEY, 'of another client', {}, 1)
    bench.write(KEY, 'blind', {}, 0)
    expect(eventsOf(bench.world, EventKind.conflict)).toEqual([])
    expect(bench.read(KEY).value).toBe('blind')
  })

  it('replaces what its client wrote before, also at another leader', () => {
    const bench = multiLeaderBench({ resolution: { kind: 'siblings' } })
    bench.write(KEY, 'here', { replica: 0 })
    bench.write(KEY, 'there', { replica: 1 })
    bench.advance(10 * FAR)
    expect(eventsOf(bench.world, EventKind.conflict)).toEqual([])
    expect(contents(bench.world)).toEqual(Array(2).fill('0=[{"value":"there"}]'))
  })

  it('based on a read conflicts with nothing when it goes through another leader', () => {
    const bench = multiLeaderBench({ resolution: { kind: 'siblings' } })
    bench.write(KEY, 'first', {}, 0)
    const { result } = bench.perform({ action: Action.read, key: KEY }, 0)
    // Leader 1 has not heard of the first write yet: the context says that the second one replaces it.
    const write = { action: Action.write, key: KEY, value: 'second', basedOn: result }
    bench.perform({ ...write, replica: 1 }, 1)
    bench.advance(10 * FAR)
    expect(eventsOf(bench.world, EventKind.conflict)).toEqual([])
    expect(contents(bench.world)).toEqual([0, 1].map(() => '0=[{"value":"second"}]'))
  })

  it('based on an old read conflicts with what was written since', () => {
    const bench = multiLeaderBench({ resolution: { kind: 'siblings' } })
    const { result } = bench.perform({ action: Action.read, key: KEY }, 0)
    bench.write(KEY, 'meanwhile', {}, 0)
    bench.write(KEY, 'too late', { basedOn: result }, 0)
    expect(triples(bench, EventKind.conflict)).toEqual([{ node: 0, operation: 2, a: 1 }])
    expect(bench.read(KEY).value).toEqual(['meanwhile', 'too late'])
  })

  it('goes to the next nearest leader after the home leader let one time out', () => {
    const bench = multiLeaderBench()
    bench.world.machines[0].crash(CrashKind.keepsWritten)
    expect(bench.write(KEY, 'unanswered').outcome).toBe('unknown')
    const write = bench.write(KEY, 'answered')
    expect(write.node).toBe(1)
    expect(write.returned - write.invoked).toBe(2 * FAR)
  })
})

describe('two concurrent writes', () => {
  it('conflict once at each leader', () => {
    const bench = multiLeaderBench()
    const [left, right] = writeAtOnce(bench)
    expect(triples(bench, EventKind.conflict)).toEqual([
      { node: 0, operation: right, a: left },
      { node: 1, operation: left, a: right },
    ])
  })

  it('conflict once for each pair at each of three leaders', () => {
    for (const topology of ['all-to-all', 'ring', 'star'] as const) {
      const bench = multiLeaderBench({ leaders: 3, topology, resolution: { kind: 'siblings' } })
      for (const client of [0, 1, 2]) bench.submit({ action: Action.write, key: KEY }, client)
      bench.advance(10 * FAR)
      const pairs = triples(bench, EventKind.conflict).map(
        ({ node, operation, a }) => `${node}: ${[operation, a].sort().join()}`,
      )
      const expected = [0, 1, 2].flatMap((node) =>
        ['0,1', '0,2', '1,2'].map((pair) => `${node}: ${pair}`),
      )
      expect(pairs.sort()).toEqual(expected)
    }
  })

  it('leave the one with the higher stamp under last writer wins, ties to the higher leader', () => {
    const bench = multiLeaderBench()
    const [loser, winner] = writeAtOnce(bench)
    expect(contents(bench.world)).toEqual(Array(2).fill('0=[{"value":"from 1"}]'))
    expect(triples(bench, EventKind.discard)).toEqual([
      { node: 0, operation: loser, a: winner },
      { node: 1, operation: loser, a: winner },
    ])
    expect(triples(bench, EventKind.store).map(({ node, operation }) => [node, operation])).toEqual(
      [
        [0, loser],
        [0, winner],
        [1, winner],
      ],
    )
  })

  it('are both kept as siblings, until a write based on both replaces them', () => {
    const bench = multiLeaderBench({ resolution: { kind: 'siblings' } })
    writeAtOnce(bench)
    const { operation, result } = bench.perform({ action: Action.read, key: KEY }, 0)
    expect(operation.value).toEqual(['from 0', 'from 1'])
    expect(operation.sources).toEqual([0, 1])
    expect(triples(bench, EventKind.siblings).map(({ node, a }) => [node, a])).toEqual([
      [0, 2],
      [1, 2],
    ])
    bench.write(KEY, 'both', { basedOn: result }, 0)
    bench.advance(2 * FAR)
    expect(bench.read(KEY, {}, 1).value).toBe('both')
    expect(eventsOf(bench.world, EventKind.conflict)).toHaveLength(2)
  })

  it('become one value under merge, the same on every node', () => {
    const merge = (a: unknown, b: unknown) => `${a} + ${b}`
    const bench = multiLeaderBench({ resolution: { kind: 'merge', merge }, followersPerLeader: 1 })
    writeAtOnce(bench)
    const expected = '0=[{"value":"from 0 + from 1","merged":[0,1]}]'
    expect(contents(bench.world)).toEqual(Array(4).fill(expected))
    expect(bench.read(KEY, {}, 1).sources).toEqual([0, 1])
  })

  it('are told by leaders alone: followers repeat what their leader did', () => {
    const bench = multiLeaderBench({ followersPerLeader: 2 })
    writeAtOnce(bench)
    const told = eventsOf(bench.world, EventKind.conflict, EventKind.discard)
    expect(new Set(told.map(({ node }) => node))).toEqual(new Set([0, 1]))
    expect(contents(bench.world)).toEqual(Array(6).fill('0=[{"value":"from 1"}]'))
  })
})

describe('reads and followers of a multi-leader cluster', () => {
  it('lets a follower answer reads', () => {
    const bench = multiLeaderBench({ followersPerLeader: 1, reads: 'followers' })
    bench.write(KEY, 'value')
    bench.advance(10 * NEAR)
    expect(bench.read(KEY)).toMatchObject({ node: 2, value: 'value' })
  })

  it('reads from the home leader under the policy `leader`', () => {
    const bench = multiLeaderBench({ followersPerLeader: 1, reads: 'leader' })
    expect(bench.read(KEY, {}, 1).node).toBe(1)
  })

  it('lets the live leaders decide at the end, and the followers when no leader is left', () => {
    const bench = multiLeaderBench({ followersPerLeader: 1 })
    const { world } = bench
    const authorities = () => world.scenario.model.authorities(world.liveReplicas())
    world.machines[1].crash(CrashKind.keepsWritten)
    expect(authorities()).toEqual([0])
    world.machines[0].crash(CrashKind.keepsWritten)
    expect(authorities()).toEqual([2, 3])
  })
})

describe('the stamp of a write', () => {
  it('does not fall below stamps that its leader knows under a hybrid clock', () => {
    const bench = multiLeaderBench({ stamps: 'hybrid-clock' }, { network: undefined })
    bench.submit({ action: Action.write, key: KEY, value: 'a' })
    bench.submit({ action: Action.write, key: KEY, value: 'b' })
    bench.advance(10_000)
    const stamps = eventsOf(bench.world, EventKind.store).filter(({ node }) => node === 0)
    expect(stamps.map(({ a }) => a)).toEqual([1_000, 1_001])
  })
})

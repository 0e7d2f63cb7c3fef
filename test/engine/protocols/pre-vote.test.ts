import { describe, expect, it } from 'vitest'
import { isolationRule } from '../../../engine/network/rules.ts'
import { CrashKind } from '../../../engine/trace/event.ts'
import { leadersOf, RAFT, singleLeaderBench, stateOf, VOTE } from '../support/single-leader.ts'

const SECOND = 1_000_000

/** Without fencing, so that nothing but the canvass holds anybody back. */
const bench = (preVote: boolean) =>
  singleLeaderBench({ ...RAFT, fencing: false, failover: { ...VOTE, preVote } })

describe('asking before standing', () => {
  it('keeps a replica that was cut off from deposing the leader', () => {
    const termAfter = (preVote: boolean): number => {
      const b = bench(preVote)
      const rule = b.world.network.addRule(isolationRule([2]))
      b.advance(5 * SECOND)
      b.world.network.removeRule(rule)
      b.advance(SECOND)
      return stateOf(b.world, 0).term
    }
    expect(termAfter(false)).toBeGreaterThan(5)
    expect(termAfter(true)).toBe(1)
  })

  it('elects a leader when the old one is gone, one that has every committed write', () => {
    const b = bench(true)
    b.world.network.addRule(isolationRule([2]))
    expect(b.write(0, 'a').outcome).toBe('ok')
    for (let rule = 0; rule < 3; rule++) b.world.network.removeRule(rule)
    b.world.machines[0].crash(CrashKind.keepsWritten)
    b.world.machines[2].crash(CrashKind.keepsWritten)
    b.world.machines[2].start()
    b.advance(2 * SECOND)
    expect(leadersOf(b.world)).toEqual([1])
    expect(b.read(0, { replica: 1 }).value).toBe('a')
  })

  it('finds no majority where there is none, and raises no term', () => {
    const b = bench(true)
    for (const id of [0, 1]) b.world.machines[id].crash(CrashKind.keepsWritten)
    b.advance(5 * SECOND)
    expect(leadersOf(b.world)).toEqual([])
    expect(stateOf(b.world, 2).term).toBe(1)
  })

  it('lets a replica alone lead itself again after a restart', () => {
    const b = singleLeaderBench({ ...RAFT, replicas: 1, failover: { ...VOTE, preVote: true } })
    b.world.machines[0].crash(CrashKind.keepsWritten)
    b.world.machines[0].start()
    b.advance(SECOND)
    expect(leadersOf(b.world)).toEqual([0])
  })
})

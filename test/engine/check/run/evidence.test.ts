import { describe, expect, it } from 'vitest'
import { convergent } from '../../../../engine/check/run/convergent.ts'
import { evidenceOf, withEvidence } from '../../../../engine/check/run/evidence.ts'
import { async, EventKind, leaderless, singleLeader } from '../../../../engine/index.ts'
import { evidenceFor, QUICK, sentences, sentTo, start } from './bench.ts'

describe('a stale read', () => {
  it('came from a follower that a partition had cut off', () => {
    const c = start(singleLeader({ replication: async(), reads: 'any' }))
    c.write('x', 1)
    c.advance('50ms').partition(['n1'], ['n3'])
    c.write('x', 2)
    c.advance('1ms').read('x', { from: 'n3', client: 'c2' })
    const evidence = evidenceFor(c.knowledge, 0, 1, 2)
    expect(evidence.missing).toEqual([{ write: 1, missedBy: 2 }])
    expect(sentTo(evidence, 2)).toMatchObject({
      kind: 'append-entries',
      from: 0,
      sentAt: 53_000,
      neededAt: 56_000,
      fate: { kind: 'cut', at: 53_000, faults: [0] },
      readableAt: undefined,
    })
  })

  it('came before the write did, which was on its way', () => {
    const c = start(singleLeader({ replication: async(), reads: 'any' }), {
      network: { latency: '1ms', links: [{ from: 'n1', to: 'n3', latency: '20ms' }] },
    })
    c.write('x', 1)
    c.advance('1ms').read('x', { from: 'n3', client: 'c2' })
    expect(sentences(evidenceFor(c.knowledge, 0, 1)).at(-1)).toBe(
      'n1 sent append-entries with x = 1 (operation 0) to n3 at 0.001 s: it was still on its way at 0.004 s, when operation 1 needed it there, and when the run was over.',
    )
    const evidence = evidenceFor(c.advance('50ms').knowledge, 0, 1)
    expect(sentences(evidence).at(-1)).toBe(
      'n1 sent append-entries with x = 1 (operation 0) to n3 at 0.001 s: it was still on its way at 0.004 s, when operation 1 needed it there, and arrived at 0.021 s.',
    )
  })

  it('found nothing where the write had arrived and was not yet applied', () => {
    const model = singleLeader({ replication: async(), reads: 'any', applier: { time: '30ms' } })
    const c = start(model)
    c.write('x', 1)
    c.advance('1ms').read('x', { from: 'n3', client: 'c2' })
    c.advance('100ms')
    expect(sentences(evidenceFor(c.knowledge, 0, 1)).at(-1)).toBe(
      'n1 sent append-entries with x = 1 (operation 0) to n3 at 0.001 s: it arrived at 0.002 s, and n3 showed it from 0.032 s.',
    )
  })

  it('missed a write that went out as one of several', () => {
    const c = start(singleLeader({ replication: async(), reads: 'any' }), { disk: { sync: '5ms' } })
    c.submit({ write: 'x', value: 1 })
    c.advance('1ms').submit({ write: 'x', value: 2 })
    c.submit({ write: 'x', value: 3 })
    c.advance('6ms').partition(['n1'], ['n2', 'n3']).advance('10ms')
    c.read('x', { from: 'n3', client: 'c2' })
    const evidence = evidenceFor(c.knowledge, 2, 3)
    expect(evidence.missing).toEqual([{ write: 2, missedBy: 3 }])
    const message = sentTo(evidence, 2)
    expect(message).toMatchObject({ kind: 'append-entries', fate: { kind: 'cut' } })
    // What came while the disk was busy is sent at once, in the name of the first.
    const named = c.trace.events(EventKind.send).find(({ a }) => a === message?.number)
    expect(named?.operation).toBe(1)
  })

  it('came from a replica that had slept through the write and then crashed', () => {
    const c = start(leaderless(QUICK))
    c.pause('n3').advance('1ms')
    c.write('x', 1, { to: 'n1' })
    c.advance('10ms').crash('n3').restart('n3').advance('10ms')
    c.read('x', { from: 'n3', client: 'c2' })
    const evidence = evidenceFor(c.knowledge, 0, 1)
    expect(sentences(evidence)).toContain(
      'n1 sent replicate with x = 1 (operation 0) to n3 at 0.002 s: dropped at 0.013 s, since n3 was down.',
    )
  })

  it('was answered before one came that knew better', () => {
    const c = start(leaderless(QUICK))
    c.crash('n3').write('x', 1, { to: 'n1' })
    c.advance('10ms').restart('n3').advance('10ms').read('x', { from: 'n3', client: 'c2' })
    c.advance('10ms')
    const late = evidenceFor(c.knowledge, 0, 1).messages.filter(
      ({ kind }) => kind === 'fetch-reply',
    )
    expect(late.map(({ from }) => from)).toEqual([0, 1])
    expect(late[0].fate).toEqual({ kind: 'late', at: expect.any(Number) })
  })

  it('came while a hint with the write waited', () => {
    const c = start(leaderless({ ...QUICK, hintedHandoff: true, suspectAfter: '10ms' }))
    c.crash('n3').write('x', 1, { to: 'n1' })
    c.advance('100ms').restart('n3').advance('10ms').read('x', { from: 'n3', client: 'c2' })
    c.advance('2s')
    const { knowledge } = c
    expect(evidenceFor(knowledge, 0, 1).hints).toMatchObject([
      { keeper: 0, target: 2, since: 11_000, end: 'handed over', write: 0, missedBy: 1 },
    ])
    expect(sentences(evidenceFor(knowledge, 0, 1)).at(-1)).toMatch(
      /^n1 kept x = 1 \(operation 0\) for n3 from 0.011 s, and knew at \d\.\d+ s that it had arrived\.$/,
    )
    expect(convergent(knowledge).standing).toBe('held')
  })

  it('is told of doubles once', () => {
    const c = start(leaderless(QUICK), { network: { latency: '1ms', duplication: 1 } })
    c.write('x', 1, { to: 'n1' })
    c.advance('10ms')
    const { messages } = evidenceOf(c.knowledge, {
      operations: [0],
      steps: [],
      missing: [{ write: 0, missedBy: -1 }],
    })
    const toSecond = messages.filter(({ to, kind }) => to === 1 && kind === 'replicate')
    expect(toSecond.map(({ number }) => number)).toEqual([
      ...new Set(toSecond.map(({ number }) => number)),
    ])
    expect(toSecond[0].fate).toMatchObject({ kind: 'delivered', again: expect.any(Number) })
  })

  it('names as many messages as the limit allows, those to who answered first', () => {
    const c = start(singleLeader({ replication: async(), reads: 'any' }))
    c.partition(['n1'], ['n3'])
    c.write('x', 1)
    c.advance('1ms').read('x', { from: 'n3', client: 'c2' })
    const all = evidenceFor(c.knowledge, 0, 1)
    const one = evidenceOf(c.knowledge, { operations: [0, 1], steps: [] }, 1)
    expect(one.messages).toEqual([sentTo(all, 2)])
    expect(one.omitted).toBe(all.messages.length - 1)
    expect(withEvidence({ operations: [], steps: [] }, one).steps.at(-1)).toBe(
      `${one.omitted} more messages carried these values.`,
    )
  })

  it('was answered by a coordinator that could not reach who had the write', () => {
    const c = start(leaderless({ ...QUICK, write: 1, read: 2 }))
    c.partition(['n1'], ['n2', 'n3']).write('x', 1, { to: 'n1' })
    c.advance('10ms').read('x', { from: 'n2', client: 'c2' })
    const questions = evidenceFor(c.knowledge, 0, 1).messages.filter(
      ({ role }) => role === 'question',
    )
    expect(questions.map(({ sentence }) => sentence)).toEqual([
      'n2 sent fetch to n1, which had x = 1 (operation 0), at 0.013 s: dropped, since the link was cut by partition n1 | n2 n3.',
    ])
  })
})

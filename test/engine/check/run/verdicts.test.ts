import { describe, expect, it } from 'vitest'
import { convergent } from '../../../../engine/check/run/convergent.ts'
import { evidenceOf, withEvidence } from '../../../../engine/check/run/evidence.ts'
import { noDirtyReads } from '../../../../engine/check/run/no-dirty-reads.ts'
import { noLostUpdates } from '../../../../engine/check/run/no-lost-updates.ts'
import { noLostWrites } from '../../../../engine/check/run/no-lost-writes.ts'
import { oneLeaderATerm } from '../../../../engine/check/run/one-leader.ts'
import { async, leaderless, manual, simulate, singleLeader } from '../../../../engine/index.ts'
import { MadeRun } from '../../trace/metrics/made-run.ts'
import { QUICK, start } from './bench.ts'
import { knowledgeOfFacts } from './made-knowledge.ts'

describe('two leaders of different terms', () => {
  const c = start(
    singleLeader({ replication: async(), failover: manual(), rejoin: 'truncate' } as object),
  )
  c.write('x', 1)
  c.advance('50ms').partition(['n1', 'c1'], ['n2', 'n3', 'c2']).promote('n2').advance('100ms')
  c.write('x', 2, { to: 'n1', client: 'c1' })
  c.read('x', { from: 'n1', client: 'c1' })
  c.write('x', 3, { to: 'n2', client: 'c2' })
  c.heal().advance('3s')
  const { knowledge } = c

  it('lose a write that the old one acknowledged, which the messages explain', () => {
    const verdict = noLostWrites(knowledge)
    expect(verdict).toMatchObject({
      standing: 'broken',
      sentence: '1 of 3 acknowledged writes left no trace where it matters.',
      operations: 3,
    })
    const proof = withEvidence(verdict.proof!, evidenceOf(knowledge, verdict.proof!))
    expect(proof.steps).toEqual([
      'c1 wrote x = 2 (operation 1) at 0.152 s, acknowledged by n1 at 0.154 s.',
      'n1 had it from 0.153 s.',
      'n1 took it out of its log at 0.205 s, since the log of the leader differed.',
      'When the run was over at 3.158 s, n2, whose state counts, did not hold it.',
      'c1 sent write with x = 2 (operation 1) to n1 at 0.152 s: it arrived at 0.153 s.',
      'n1 sent append-entries with x = 2 (operation 1) to n2 at 0.153 s: dropped, since the link was cut by partition n1 c1 | n2 n3 c2.',
      'n1 sent append-entries with x = 2 (operation 1) to n3 at 0.153 s: dropped, since the link was cut by partition n1 c1 | n2 n3 c2.',
    ])
  })

  it('let it be read before it was taken back', () => {
    const verdict = noDirtyReads(knowledge)
    expect(verdict).toMatchObject({ standing: 'broken', proof: { operations: [1, 2] } })
    expect(verdict.sentence).toBe('1 of 1 read returned a write that never came to be.')
    expect(verdict.proof?.steps.slice(0, 2)).toEqual([
      'c1 wrote x = 2 (operation 1) at 0.152 s, acknowledged by n1 at 0.154 s.',
      'c1 read x between 0.154 s and 0.156 s from n1 (operation 2) and found x = 2 (operation 1).',
    ])
  })

  it('are no breach of one leader a term, which the verdict says', () => {
    expect(oneLeaderATerm(knowledge)).toEqual({
      guarantee: 'one leader a term',
      standing: 'held',
      operations: 0,
      sentence:
        'A node became leader 2 times, and no two in one term. For 150 ms leaders of different terms led at once, which is another matter: an old one that had not heard of its end.',
    })
  })

  it('end up alike all the same', () => {
    const { standing, vacuous } = convergent(knowledge)
    expect([standing, vacuous]).toEqual(['held', undefined])
  })
})

describe('updates', () => {
  it('that built on the same lose one', () => {
    const c = start(leaderless({ write: 2, read: 2 }))
    c.write('x', 1)
    const [one, other] = [c.read('x'), c.read('x', { client: 'c2' })]
    c.write('x', 2, { basedOn: one })
    c.write('x', 3, { basedOn: other, client: 'c2' })
    c.advance('2s')
    const verdict = noLostUpdates(c.knowledge)
    expect(verdict).toMatchObject({
      standing: 'broken',
      sentence: 'At least 1 of 2 acknowledged updates was undone by a write that had not seen it.',
      proof: { operations: [0, 3, 4] },
    })
    expect(verdict.proof?.steps.at(-1)).toBe(
      'Both updates built on x = 1 (operation 0), so neither had seen the other, and nobody ever saw them side by side: one undid the other.',
    )
    expect(verdict.proof?.missing).toEqual([{ write: 3, missedBy: 4 }])
  })

  it('that built on each other lose none', () => {
    const c = start(leaderless({ write: 2, read: 2 }))
    c.write('x', 1, { basedOn: c.read('x') })
    c.write('x', 2, { basedOn: c.read('x') })
    expect(noLostUpdates(c.advance('1s').knowledge)).toMatchObject({ standing: 'held' })
  })
})

describe('replicas', () => {
  const divided = () => {
    const c = start(leaderless({ ...QUICK, antiEntropy: false }))
    c.partition(['n1'], ['n2', 'n3']).write('x', 1, { to: 'n1' })
    return c
  }

  it('are not judged while a fault holds', () => {
    expect(convergent(divided().advance('5s').knowledge)).toMatchObject({
      standing: 'unknown',
      sentence: 'When the run was over, partition n1 | n2 n3 still held.',
      stopped: { limit: 'drain' },
    })
  })

  it('are not judged while one is down, or was just changed', () => {
    const c = start(leaderless(QUICK))
    c.crash('n3').write('x', 1, { to: 'n1' })
    expect(convergent(c.knowledge).sentence).toBe('When the run was over, crash n3 still held.')
    c.advance('10ms').restart('n3').advance('10ms')
    expect(convergent(c.knowledge)).toMatchObject({ standing: 'unknown' })
    expect(convergent(c.knowledge).sentence).toContain('they may not have been done')
    expect(convergent(c.advance('2s').knowledge)).toMatchObject({ standing: 'broken' })
  })

  it('are not judged while a write is on its way', () => {
    const c = start(leaderless(QUICK))
    c.submit({ write: 'x', value: 1 })
    c.advance('1ms')
    expect(convergent(c.knowledge)).toMatchObject({
      standing: 'unknown',
      sentence: 'When the run was over, 1 write was still on the way to a replica.',
    })
  })

  it('that nothing brings together have diverged', () => {
    const c = divided().heal().advance('5s')
    const verdict = convergent(c.knowledge)
    expect(verdict).toMatchObject({ standing: 'broken', proof: { operations: [0] } })
    expect(verdict.proof?.steps.slice(1)).toEqual([
      'At 5.002 s n1 held x = 1 (operation 0).',
      'At 5.002 s n2 held nothing of x.',
      'At 5.002 s n3 held nothing of x.',
      'No fault held then, and no write was on its way.',
    ])
  })
})

describe('what cannot be judged', () => {
  const cut = simulate({
    model: singleLeader(),
    duration: '1s',
    limits: { traceEvents: 500 },
  }).knowledge

  it.each([convergent, noLostWrites, noLostUpdates, noDirtyReads, oneLeaderATerm])(
    'ends with the limit on the trace: %o',
    (check) => {
      const { standing, stopped, sentence } = check(cut)
      expect(standing).toBe('unknown')
      expect(stopped).toMatchObject({ limit: 'traceEvents', value: 500 })
      expect(stopped!.ordered).toBeLessThan(stopped!.of)
      expect(sentence).toMatch(/^The trace ends after 500 events, when \d+ of \d+ operations had/)
    },
  )

  it('ends with the limit on events, where everything may still have settled', () => {
    const { knowledge } = simulate({
      model: singleLeader(),
      duration: '1s',
      limits: { events: 5_000 },
    })
    expect(convergent(knowledge)).toMatchObject({
      standing: 'unknown',
      stopped: { limit: 'events', value: 5_000 },
    })
  })

  it('is what remains when nobody is left', () => {
    const c = start(leaderless(QUICK))
    c.write('x', 1)
    c.crash('all')
    for (const check of [noLostWrites, noDirtyReads]) {
      expect(check(c.knowledge)).toMatchObject({
        standing: 'unknown',
        sentence: 'No replica ran when the run was over, so nobody can say what is left.',
      })
    }
  })
})

describe('runs that could not have gone wrong', () => {
  it('say so', () => {
    const c = start(leaderless(QUICK))
    c.write('x', 1)
    c.advance('1s')
    const { knowledge } = c
    expect(noLostWrites(knowledge).vacuous).toBe('No fault struck, so no write was in danger.')
    expect(noDirtyReads(knowledge).vacuous).toBe(
      'No read returned a write, so none could be dirty.',
    )
    expect(oneLeaderATerm(knowledge).vacuous).toBe(
      'No node led a term, so no two could lead the same one.',
    )
    expect(noLostUpdates(knowledge).vacuous).toMatch(/^No write built on a read/)
  })
})

describe('leaders', () => {
  it('of one term are two too many', () => {
    const run = new MadeRun()
    run.event(10, 'role', 0, { a: 0, b: 3 }).event(20, 'role', 1, { a: 0, b: 3 })
    expect(oneLeaderATerm(knowledgeOfFacts(run.facts({})))).toMatchObject({
      standing: 'broken',
      sentence: 'n0 and n1 both became leader of term 3.',
      proof: {
        operations: [],
        steps: [
          'n0 became leader of term 3 at 0.000010 s.',
          'n1 became leader of term 3 at 0.000020 s.',
        ],
      },
    })
  })

  it('may take their term up again, and lead side by side in term 0', () => {
    const run = new MadeRun()
    run.event(10, 'role', 0, { a: 0, b: 0 }).event(10, 'role', 1, { a: 0, b: 0 })
    run.event(20, 'role', 0, { a: 0, b: 3 }).event(30, 'role', 0, { a: 0, b: 3 })
    expect(oneLeaderATerm(knowledgeOfFacts(run.facts({})))).toMatchObject({ standing: 'held' })
  })
})

describe('a write that was certainly not done', () => {
  it('makes a read of it dirty', () => {
    const run = new MadeRun()
    const write = run.write({ at: 0, until: 10, outcome: 'fail' })
    run.read({ at: 20, until: 30, sources: [write] })
    run.event(5, 'store', 0, { operation: write })
    const verdict = noDirtyReads(knowledgeOfFacts(run.facts({ 0: { 0: [write] } })))
    expect(verdict).toMatchObject({ standing: 'broken', proof: { operations: [0, 1] } })
    expect(verdict.proof?.steps.at(-1)).toBe(
      'k0 = 0 (operation 0) was certainly not done, and was read all the same.',
    )
  })
})

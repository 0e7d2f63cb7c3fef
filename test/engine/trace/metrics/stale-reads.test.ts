import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunFacts } from '../../../../engine/trace/metrics/facts.ts'
import {
  findStaleReads,
  type StaleRead,
  staleReads,
} from '../../../../engine/trace/metrics/stale-reads.ts'
import { MadeRun } from './made-run.ts'

describe('a stale read', () => {
  it('misses a write that was over before it began', () => {
    const run = new MadeRun()
    const first = run.write({ at: 0, until: 10 })
    run.write({ at: 20, until: 30 })
    run.write({ at: 40, until: 50 })
    const read = run.read({ at: 100, until: 110, sources: [first], node: 2 })
    const stale = staleReads(run.facts({}))
    expect(stale).toMatchObject({ reads: 1, count: 1, share: 1 })
    expect(stale.examples).toEqual([{ read, ageMicros: 70, versionsBehind: 2 }])
    expect(stale.versionsBehind).toEqual([{ from: 2, to: 2, count: 1 }])
    expect(stale.byNode).toEqual([{ node: 2, reads: 1, stale: 1, share: 1 }])
  })

  it('is within so many versions as it has missed, and one more', () => {
    const run = new MadeRun()
    const first = run.write({ at: 0, until: 10 })
    run.write({ at: 20, until: 30 })
    const third = run.write({ at: 40, until: 50 })
    run.read({ at: 100, until: 110, sources: [first] })
    run.read({ at: 120, until: 130, sources: [third] })
    const { withinVersions } = staleReads(run.facts({}))
    expect(withinVersions.map(({ reads }) => reads).slice(0, 4)).toEqual([1, 1, 2, 2])
    expect(withinVersions[1]).toEqual({ versions: 2, reads: 1, share: 0.5 })
    expect(withinVersions).toHaveLength(10)
  })

  it('finds nothing though a write was over', () => {
    const run = new MadeRun()
    run.write({ at: 0, until: 10 })
    run.read({ at: 11, until: 12 })
    expect(staleReads(run.facts({})).count).toBe(1)
  })

  it('goes on in the microsecond in which its own session wrote', () => {
    const run = new MadeRun()
    run.write({ at: 0, until: 10, session: 1 })
    run.read({ at: 10, until: 20, session: 1 })
    expect(findStaleReads(run.facts({}))).toEqual([{ read: 1, ageMicros: 0, versionsBehind: 1 }])
  })
})

describe('a read is not stale', () => {
  it('when the write was still under way', () => {
    const run = new MadeRun()
    run.write({ at: 0, until: 20 })
    run.read({ at: 10, until: 15 })
    run.read({ at: 20, until: 25 })
    expect(staleReads(run.facts({})).count).toBe(0)
  })

  it('when the missed write was concurrent with the one it returned', () => {
    const run = new MadeRun()
    const one = run.write({ at: 0, until: 20 })
    run.write({ at: 10, until: 30 })
    run.read({ at: 50, until: 60, sources: [one] })
    expect(staleReads(run.facts({})).count).toBe(0)
  })

  it('for a write of unknown outcome, missed or returned', () => {
    const run = new MadeRun()
    const unknown = run.write({ at: 0, until: 10, outcome: 'unknown' })
    run.read({ at: 20, until: 30 })
    run.write({ at: 40, until: 50 })
    run.read({ at: 60, until: 70, sources: [unknown] })
    expect(staleReads(run.facts({})).count).toBe(0)
  })

  it('when the newest of several siblings is new enough', () => {
    const run = new MadeRun()
    const old = run.write({ at: 0, until: 10 })
    const recent = run.write({ at: 20, until: 30 })
    run.read({ at: 40, until: 50, sources: [old, recent] })
    expect(staleReads(run.facts({})).count).toBe(0)
  })

  it('for a write of another key', () => {
    const run = new MadeRun()
    run.write({ at: 0, until: 10, key: 1 })
    run.read({ at: 20, until: 30, key: 0 })
    expect(staleReads(run.facts({})).count).toBe(0)
  })
})

it('reads in the warm-up are not judged, writes in it count', () => {
  const run = new MadeRun()
  run.write({ at: 0, until: 10 })
  run.read({ at: 20, until: 30 })
  run.read({ at: 120, until: 130 })
  const stale = staleReads(run.facts({}, { startMicros: 100 }))
  expect(stale).toMatchObject({ reads: 1, count: 1 })
})

it('a run without reads has no share', () => {
  const { share, withinVersions } = staleReads(new MadeRun().facts({}))
  expect(share).toBeUndefined()
  expect(withinVersions).toEqual([])
})

/** The definition, word by word, over all pairs. */
function staleReadsByDefinition({ history }: RunFacts): StaleRead[] {
  const all = [...history]
  const follows = (a: number, b: number) =>
    all.filter(({ session, id }) => session === all[b].session && id < b).at(-1)?.id === a
  const precedes = (a: number, b: number) =>
    all[a].outcome === 'ok' &&
    (all[a].returned < all[b].invoked || (all[a].returned === all[b].invoked && follows(a, b)))
  const missedBy = (read: (typeof all)[number]) =>
    all.filter(
      ({ id, action, key }) =>
        action === 'write' &&
        key === read.key &&
        precedes(id, read.id) &&
        read.sources.every((source) => precedes(source, id)),
    )
  return all
    .filter(({ action, outcome }) => action === 'read' && outcome === 'ok')
    .map((read) => ({ read, missed: missedBy(read) }))
    .filter(({ missed }) => missed.length > 0)
    .map(({ read, missed }) => ({
      read: read.id,
      ageMicros: read.invoked - Math.min(...missed.map(({ returned }) => returned)),
      versionsBehind: missed.length,
    }))
}

const operation = fc.record({
  pause: fc.integer({ min: 0, max: 3 }),
  takes: fc.integer({ min: 0, max: 8 }),
  isRead: fc.boolean(),
  key: fc.integer({ min: 0, max: 1 }),
  session: fc.integer({ min: 0, max: 3 }),
  outcome: fc.constantFrom('ok', 'ok', 'ok', 'fail', 'unknown', 'open'),
  picks: fc.array(fc.nat(), { maxLength: 3 }),
})

it('the fast way finds what the definition says, on any history', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 40 }), (steps) => {
      const run = new MadeRun()
      const writes: number[] = []
      let at = 0
      for (const { pause, takes, isRead, key, session, outcome, picks } of steps) {
        at += pause
        const known = writes.filter((write) => run.history.key[write] === key)
        const sources = known.length > 0 ? picks.map((pick) => known[pick % known.length]) : []
        const ending = outcome === 'open' ? {} : { until: at + takes, outcome: outcome as 'ok' }
        if (isRead) run.read({ at, key, session, sources: [...new Set(sources)], ...ending })
        else writes.push(run.write({ at, key, session, ...ending }))
      }
      const facts = run.facts({})
      expect(findStaleReads(facts)).toEqual(staleReadsByDefinition(facts))
    }),
    { numRuns: 1_000 },
  )
})

import { describe, expect, it } from 'vitest'
import { CrashKind, HintStep } from '../../../../engine/trace/event.ts'
import type { RunFacts } from '../../../../engine/trace/metrics/facts.ts'
import { measure } from '../../../../engine/trace/metrics/measure.ts'
import { MadeRun } from './made-run.ts'

const lostWrites = (facts: RunFacts) => measure(facts).lostWrites!

describe('an acknowledged write of a model with logs', () => {
  it('is lost when the only authority took its entry back', () => {
    const run = new MadeRun()
    const write = run.write({ at: 0, until: 10 })
    run.event(5, 'append', 0, { operation: write }).event(50, 'truncate', 0, { operation: write })
    const lost = lostWrites(run.facts({ 0: {} }))
    expect(lost).toMatchObject({ acknowledged: 1, count: 1, share: 1, elsewhere: 0 })
    expect(lost.examples).toEqual([write])
  })

  it('is lost when only a replica without authority has it', () => {
    const run = new MadeRun()
    const write = run.write({ at: 0, until: 10 })
    run.event(5, 'append', 0, { operation: write }).event(5, 'store', 0, { operation: write })
    const lost = lostWrites(run.facts({ 1: {} }))
    expect(lost).toMatchObject({ count: 1, elsewhere: 1 })
  })

  it('is held while one of two entries stands', () => {
    const run = new MadeRun()
    const write = run.write({ at: 0, until: 10 })
    run
      .event(5, 'append', 0, { operation: write })
      .event(6, 'append', 0, { operation: write })
      .event(9, 'truncate', 0, { operation: write })
    expect(lostWrites(run.facts({ 0: {} })).count).toBe(0)
  })

  it('has its own entry: a later write of the key does not stand for it', () => {
    const run = new MadeRun()
    const one = run.write({ at: 0, until: 10 })
    const two = run.write({ at: 20, until: 30 })
    run
      .event(5, 'append', 0, { operation: one })
      .event(5, 'store', 0, { operation: one, a: 1 })
      .event(25, 'append', 1, { operation: two })
      .event(25, 'store', 1, { operation: two, a: 2 })
    expect(lostWrites(run.facts({ 1: { 0: [two] } })).examples).toEqual([one])
  })

  it('is gone when a crash takes the entry, and there again when it is appended again', () => {
    const run = new MadeRun()
    const write = run.write({ at: 0, until: 10 })
    run.event(5, 'append', 0, { operation: write }).event(20, 'lose', 0, { operation: write })
    expect(lostWrites(run.facts({ 0: {} })).count).toBe(1)
    run.event(30, 'append', 0, { operation: write })
    expect(lostWrites(run.facts({ 0: {} })).count).toBe(0)
  })
})

describe('an acknowledged write of a model without logs', () => {
  it('is held where it was stored, replaced or resolved away', () => {
    const run = new MadeRun()
    const [one, two, three] = [0, 20, 20].map((at) => run.write({ at, until: at + 10 }))
    run
      .event(5, 'store', 0, { operation: one, a: 1 })
      .event(25, 'store', 0, { operation: two, a: 3 })
      .event(26, 'discard', 0, { operation: three, a: two })
    expect(lostWrites(run.facts({ 0: { 0: [two] } })).count).toBe(0)
  })

  it('is superseded on a replica that got only a later version', () => {
    const run = new MadeRun()
    const [one, two] = [0, 20].map((at) => run.write({ at, until: at + 10 }))
    run
      .event(5, 'store', 0, { operation: one, a: 1 })
      .event(25, 'store', 0, { operation: two, a: 2 })
      .event(35, 'store', 1, { operation: two, a: 2 })
    expect(lostWrites(run.facts({ 1: { 0: [two] } })).count).toBe(0)
  })

  it('is lost when its last copy went before a later version came', () => {
    const run = new MadeRun()
    const [one, two] = [0, 40].map((at) => run.write({ at, until: at + 10 }))
    run
      .event(5, 'store', 0, { operation: one, a: 1 })
      .event(20, 'crash', 0, { a: CrashKind.wipes })
      .event(45, 'store', 1, { operation: two, a: 2 })
    expect(lostWrites(run.facts({ 1: { 0: [two] } })).examples).toEqual([one])
  })

  it('is not superseded by a higher stamp where siblings were kept, unless by descent', () => {
    const run = new MadeRun()
    const [one, two] = [0, 0].map((at) => run.write({ at, until: at + 10 }))
    run
      .event(5, 'store', 0, { operation: one, key: 0, a: 1 })
      .event(25, 'store', 0, { operation: two, key: 0, a: 2 })
      .event(25, 'siblings', 0, { key: 0, a: 2 })
      .event(35, 'store', 1, { operation: two, key: 0, a: 2 })
    expect(lostWrites(run.facts({ 1: { 0: [two] } })).examples).toEqual([one])
    const three = run.write({ at: 40, until: 50, sources: [one, two] })
    run.event(45, 'store', 1, { operation: three, key: 0, a: 3 })
    expect(lostWrites(run.facts({ 1: { 0: [three] } })).count).toBe(0)
  })

  it('is lost with the wiped disk that held it', () => {
    const run = new MadeRun()
    const write = run.write({ at: 0, until: 10 })
    run.event(5, 'store', 0, { operation: write }).event(20, 'crash', 0, { a: CrashKind.wipes })
    expect(lostWrites(run.facts({ 0: {} })).count).toBe(1)
  })

  it('is held as a hint until the hint is dropped', () => {
    const run = new MadeRun()
    const write = run.write({ at: 0, until: 10 })
    run.event(5, 'hint', 1, { peer: 0, operation: write, a: HintStep.stored })
    expect(lostWrites(run.facts({ 1: {} })).count).toBe(0)
    run.event(9, 'hint', 1, { peer: 0, operation: write, a: HintStep.dropped })
    expect(lostWrites(run.facts({ 1: {} })).count).toBe(1)
  })
})

it('writes that failed or ended unknown, and are held, are counted apart', () => {
  const run = new MadeRun()
  const failed = run.write({ at: 0, until: 10, outcome: 'fail' })
  const unknown = run.write({ at: 0, until: 10, outcome: 'unknown' })
  run.write({ at: 0, until: 10, outcome: 'unknown' })
  run.event(5, 'store', 0, { operation: failed }).event(5, 'store', 0, { operation: unknown })
  const lost = lostWrites(run.facts({ 0: {} }))
  expect(lost).toMatchObject({ acknowledged: 0, count: 0, failedButHeld: 1, unknownButHeld: 1 })
  expect(lost.share).toBeUndefined()
})

it('nobody can say what is lost when no replica has authority', () => {
  expect(measure(new MadeRun().facts({})).lostWrites).toBeUndefined()
})

describe('lost updates', () => {
  it('are updates that built on the same write, but one', () => {
    const run = new MadeRun()
    const base = run.write({ at: 0, until: 10 })
    const updates = [20, 21, 22].map((at) => run.write({ at, until: at + 10, sources: [base] }))
    for (const write of [base, ...updates]) run.event(30, 'store', 0, { operation: write })
    const { lostUpdates } = measure(run.facts({ 0: { 0: [updates[1]] } }))
    expect(lostUpdates.updates).toBe(3)
    expect(lostUpdates.fromHistory).toMatchObject({ count: 2, share: 2 / 3 })
    expect(lostUpdates.fromHistory.examples).toEqual([
      { base: 0, lost: updates[1], other: updates[0] },
      { base: 0, lost: updates[2], other: updates[0] },
    ])
    expect(lostUpdates.fromFinalState?.examples).toEqual([updates[0], updates[2]])
  })

  it('are none in a chain', () => {
    const run = new MadeRun()
    const base = run.write({ at: 0, until: 10, sources: [] })
    const next = run.write({ at: 20, until: 30, sources: [base] })
    const { lostUpdates } = measure(run.facts({ 0: { 0: [next] } }))
    expect(lostUpdates.fromHistory.count).toBe(0)
    expect(lostUpdates.fromFinalState?.count).toBe(0)
  })

  it('are none where siblings keep both, at the end or in what somebody read', () => {
    const run = new MadeRun()
    const base = run.write({ at: 0, until: 10 })
    const [one, two] = [20, 21].map((at) => run.write({ at, until: at + 10, sources: [base] }))
    for (const write of [base, one, two]) run.event(30, 'store', 0, { operation: write })
    const kept = measure(run.facts({ 0: { 0: [one, two] } })).lostUpdates
    expect(kept.fromHistory.count).toBe(0)
    expect(kept.fromFinalState?.count).toBe(0)
    const merged = [{ operation: two, merged: [one, two] }]
    expect(measure(run.facts({ 0: { 0: merged } })).lostUpdates.fromHistory.count).toBe(0)
    run.read({ at: 50, until: 60, sources: [one, two] })
    expect(measure(run.facts({ 0: {} })).lostUpdates.fromHistory.count).toBe(0)
  })

  it('are not what a later blind write replaced', () => {
    const run = new MadeRun()
    const update = run.write({ at: 0, until: 10, sources: [] })
    const blind = run.write({ at: 20, until: 30 })
    const late = run.write({ at: 40, until: 50, sources: [] })
    for (const write of [update, blind, late]) run.event(30, 'store', 0, { operation: write })
    const { fromFinalState } = measure(run.facts({ 0: { 0: [blind] } })).lostUpdates
    expect(fromFinalState?.examples).toEqual([late])
  })

  it('do not count writes that are lost altogether twice', () => {
    const run = new MadeRun()
    const base = run.write({ at: 0, until: 10 })
    run.write({ at: 20, until: 30, sources: [base] })
    run.event(5, 'append', 0, { operation: base })
    const metrics = measure(run.facts({ 0: { 0: [base] } }))
    expect(metrics.lostWrites?.count).toBe(1)
    expect(metrics.lostUpdates.fromFinalState?.count).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { measure } from '../../../../engine/trace/metrics/measure.ts'
import { MadeRun } from './made-run.ts'

/** A write of a log and a read that returned it. */
function readOf(outcome: 'ok' | 'fail' | 'unknown' = 'ok') {
  const run = new MadeRun()
  const write = run.write({ at: 0, until: 10, outcome })
  const read = run.read({ at: 20, until: 30, sources: [write] })
  run.event(5, 'append', 0, { operation: write }).event(6, 'store', 0, { operation: write })
  return { run, write, read }
}

describe('a read is dirty', () => {
  it.each(['ok', 'unknown'] as const)('when its write (%s) was taken out of the log', (outcome) => {
    const { run, write, read } = readOf(outcome)
    run.event(50, 'truncate', 0, { operation: write })
    expect(measure(run.facts({ 0: {} })).dirtyReads).toEqual({
      reads: 1,
      count: 1,
      share: 1,
      examples: [{ read, write, why: 'gone' }],
    })
  })

  it('when its write had certainly failed, held or not', () => {
    const { run, write, read } = readOf('fail')
    const { dirtyReads } = measure(run.facts({ 0: { 0: [write] } }))
    expect(dirtyReads?.examples).toEqual([{ read, write, why: 'failed' }])
  })

  it('when one of its siblings is gone', () => {
    const run = new MadeRun()
    const writes = [0, 1].map((at) => run.write({ at, until: 10 }))
    const read = run.read({ at: 20, until: 30, sources: writes })
    for (const operation of writes) run.event(5, 'store', operation, { operation })
    run.event(40, 'crash', 1, { a: 2 })
    expect(measure(run.facts({ 0: { 0: [writes[0]] } })).dirtyReads?.examples).toEqual([
      { read, write: writes[1], why: 'gone' },
    ])
  })
})

describe('a read is not dirty', () => {
  it('when its write stands', () => {
    const { run, write } = readOf('unknown')
    expect(measure(run.facts({ 0: { 0: [write] } })).dirtyReads).toMatchObject({
      count: 0,
      share: 0,
    })
  })

  it('when a later write took the place of its own', () => {
    const run = new MadeRun()
    const one = run.write({ at: 0, until: 10 })
    run.read({ at: 20, until: 30, sources: [one] })
    const two = run.write({ at: 40, until: 50 })
    run
      .event(5, 'store', 0, { operation: one, a: 1 })
      .event(45, 'store', 0, { operation: two, a: 2 })
    expect(measure(run.facts({ 0: { 0: [two] } })).dirtyReads?.count).toBe(0)
  })

  it('when conflict resolution preferred another write', () => {
    const run = new MadeRun()
    const [one, two] = [0, 1].map((at) => run.write({ at, until: 10 }))
    run.read({ at: 20, until: 30, sources: [one] })
    run.event(5, 'store', 0, { operation: one, a: 1 })
    run.event(5, 'store', 1, { operation: two, a: 2 })
    run.event(40, 'discard', 1, { operation: one, a: two })
    expect(measure(run.facts({ 1: { 0: [two] } })).dirtyReads?.count).toBe(0)
  })

  it('when it got no answer', () => {
    const { run, write } = readOf()
    run.read({ at: 40, until: 45, outcome: 'fail', sources: [] })
    expect(measure(run.facts({ 0: { 0: [write] } })).dirtyReads?.reads).toBe(1)
  })
})

describe('dirty reads', () => {
  it('are not known without a whole trace, or where nobody has authority', () => {
    const { run } = readOf()
    expect(measure(run.facts({})).dirtyReads).toBeUndefined()
    expect(measure(new MadeRun(0).event(1, 'store', 0).facts({ 0: {} })).dirtyReads).toBeUndefined()
  })

  it('could not be where nothing was taken back', () => {
    const { run, write } = readOf()
    const reasonOf = () => measure(run.facts({ 0: { 0: [write] } })).vacuity.dirtyReads
    expect(reasonOf()).toBe(
      'No write failed and nothing was taken back, so no read could be dirty.',
    )
    run.event(40, 'crash', 1, { a: 0 })
    expect(reasonOf()).toContain('nothing was taken back')
    run.event(50, 'truncate', 1, { operation: write })
    expect(reasonOf()).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { measure } from '../../../../engine/trace/metrics/measure.ts'
import { MadeRun } from './made-run.ts'

type Held = Parameters<MadeRun['facts']>[0]

const vacuityOf = (run: MadeRun, held: Held = { 0: { 0: [0] }, 1: { 0: [0] } }) =>
  measure(run.facts(held, { faultLabels: ['partition'] })).vacuity

/** A partition from 100 to 200. */
const withFault = (run: MadeRun) =>
  run.event(100, 'fault', -1, { a: 0, b: 0 }).event(200, 'fault', -1, { a: 0, b: 1 })

describe('no stale reads could have been otherwise', () => {
  const reasonOf = (run: MadeRun) => vacuityOf(run).staleReads

  it('unless a read followed an acknowledged write of its key', () => {
    const run = new MadeRun()
    run.read({ at: 0, until: 5 })
    run.write({ at: 10, until: 20 })
    run.read({ at: 15, until: 30, node: 1, sources: [1] })
    run.read({ at: 40, until: 50, node: 1, key: 1 })
    expect(reasonOf(run)).toContain('No read followed')
    run.read({ at: 60, until: 70, node: 1, sources: [1] })
    expect(reasonOf(run)).toBeUndefined()
  })

  it('where the replica that acknowledged the write answers', () => {
    const run = new MadeRun()
    run.write({ at: 10, until: 20, node: 2 })
    run.read({ at: 30, until: 40, node: 2, sources: [0] })
    expect(reasonOf(run)).toContain('answered by the replica that had acknowledged')
  })

  it('while nothing was wrong', () => {
    const run = new MadeRun()
    run.write({ at: 10, until: 20 })
    run.read({ at: 30, until: 40, node: 1, sources: [0] })
    withFault(run)
    expect(reasonOf(run)).toBe('No read was answered while a fault held.')
    run.read({ at: 150, until: 160, node: 1, sources: [0] })
    expect(reasonOf(run)).toBeUndefined()
  })

  it('and nothing is said of stale reads that there are', () => {
    const run = new MadeRun()
    run.write({ at: 10, until: 20 })
    run.read({ at: 30, until: 40 })
    expect(reasonOf(run)).toBeUndefined()
  })
})

describe('full availability says nothing', () => {
  it('where nobody asked while a fault held', () => {
    const run = new MadeRun()
    run.read({ at: 10, until: 20 })
    run.write({ at: 190, until: 210 })
    const { readsAvailable, writesAvailable } = vacuityOf(withFault(run))
    expect(readsAvailable).toBe('No read was attempted while a fault held.')
    expect(writesAvailable).toBeUndefined()
  })

  it('and is not judged where there was no fault', () => {
    const run = new MadeRun()
    run.read({ at: 10, until: 20 })
    expect(vacuityOf(run).readsAvailable).toBeUndefined()
  })
})

describe('no lost writes say nothing', () => {
  const reasonOf = (run: MadeRun) => vacuityOf(run).lostWrites
  const stored = (at: number) => {
    const run = new MadeRun()
    run.write({ at: 10, until: 20 })
    for (const node of [0, 1, 2]) run.event(node === 2 ? at : 15, 'store', node, { operation: 0 })
    return run
  }

  it('where none was acknowledged', () => {
    const run = new MadeRun()
    run.write({ at: 10, until: 20, outcome: 'fail' })
    expect(reasonOf(run)).toContain('No write was acknowledged')
  })

  it('where no fault struck', () => {
    expect(reasonOf(stored(15))).toContain('No fault struck')
  })

  it('where all that was acknowledged was everywhere by then', () => {
    expect(reasonOf(withFault(stored(30)))).toContain(
      'every acknowledged write was on every replica',
    )
  })

  it('and mean something where a copy was still on its way', () => {
    const run = stored(15)
    run.write({ at: 60, until: 90 })
    run.event(70, 'store', 0, { operation: 1 }).event(71, 'store', 1, { operation: 1 })
    withFault(run).event(300, 'store', 2, { operation: 1 })
    expect(reasonOf(run)).toBeUndefined()
  })
})

describe('no lost updates say nothing', () => {
  const reasonOf = (run: MadeRun) => vacuityOf(run).lostUpdates

  it('without two read-modify-writes of a key', () => {
    const run = new MadeRun()
    run.write({ at: 10, until: 20 })
    expect(reasonOf(run)).toContain('No write built on a read')
    run.write({ at: 30, until: 40, sources: [0] })
    run.write({ at: 30, until: 40, key: 1, sources: [] })
    expect(reasonOf(run)).toContain('No key had two')
  })
})

describe('no conflicts say nothing', () => {
  const reasonOf = (run: MadeRun) => vacuityOf(run).conflicts
  const twoWrites = (second: { at: number; node: number; key?: number }) => {
    const run = new MadeRun()
    run.write({ at: 10, until: 20, node: 0 })
    run.write({ until: second.at + 10, ...second })
    for (const node of [0, 1, 2]) run.event(15 + 10 * node, 'store', node, { operation: 0, key: 0 })
    return run
  }

  it('where writes of a key came after each other or to one replica', () => {
    expect(reasonOf(twoWrites({ at: 30, node: 1 }))).toContain('No two writes of a key')
    expect(reasonOf(twoWrites({ at: 12, node: 0 }))).toContain('No two writes of a key')
    expect(reasonOf(twoWrites({ at: 12, node: 1, key: 1 }))).toContain('No two writes of a key')
  })

  it('and mean something where one was made before the other had come', () => {
    expect(reasonOf(twoWrites({ at: 22, node: 1 }))).toBeUndefined()
    expect(reasonOf(twoWrites({ at: 30, node: 2 }))).toBeUndefined()
  })

  it('and mean something where nobody knows at which replica one was made', () => {
    expect(reasonOf(twoWrites({ at: 50, node: -1 }))).toBeUndefined()
  })
})

describe('no divergence says nothing', () => {
  it('where nothing could differ', () => {
    const run = new MadeRun()
    expect(vacuityOf(run, { 0: { 0: [0] } }).divergence).toContain('Fewer than two replicas')
    expect(vacuityOf(run, { 0: {}, 1: {} }).divergence).toContain('No replica held a key')
    expect(vacuityOf(run, { 0: { 0: [0] }, 1: { 0: [0] } }).divergence).toBeUndefined()
  })
})

it('what the trace left out is not judged', () => {
  const run = new MadeRun(1)
  run.write({ at: 10, until: 20 })
  run.event(15, 'store', 0, { operation: 0 })
  withFault(run)
  expect(vacuityOf(run)).toMatchObject({
    lostWrites: undefined,
    conflicts: undefined,
    writesAvailable: undefined,
  })
})

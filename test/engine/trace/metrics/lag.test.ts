import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReplicationLag, replicationLag } from '../../../../engine/trace/metrics/lag.ts'
import { MadeRun } from './made-run.ts'

const everywhere = { 0: {}, 1: {}, 2: {} }

const lagOf = (lag: ReplicationLag, node: number) => lag.nodes.find((line) => line.node === node)!

const series = (lag: ReplicationLag, node: number) =>
  lag.series
    .filter((sample) => sample.node === node)
    .map(({ time, behindWrites, behindMicros }) => [time, behindWrites, behindMicros])

/** Two writes, stored on node 0 at 100 and 200, on node 1 at 150 and 400, on node 2 the first at 300 and the second never. */
function twoWrites(event: 'append' | 'commit'): MadeRun {
  const run = new MadeRun()
  run.write({ at: 50, until: 110, key: 0 })
  run.write({ at: 150, until: 210, key: 1 })
  return run
    .event(90, event, 0, { operation: 0, key: 0 })
    .event(100, 'store', 0, { operation: 0, key: 0, a: 1 })
    .event(150, 'store', 1, { operation: 0, key: 0, a: 1 })
    .event(200, 'store', 0, { operation: 1, key: 1, a: 2 })
    .event(300, 'store', 2, { operation: 0, key: 0, a: 1 })
    .event(400, 'store', 1, { operation: 1, key: 1, a: 2 })
}

describe('replication lag', () => {
  it('is the time between a first store anywhere and the store on the node', () => {
    const lag = replicationLag(twoWrites('append').facts(everywhere, { durationMicros: 1_000 }))
    expect(lagOf(lag, 0)).toMatchObject({ lag: { count: 2, maximum: 0 }, unapplied: 0 })
    expect(lagOf(lag, 1)).toMatchObject({ lag: { minimum: 50, maximum: 200 }, unapplied: 0 })
    expect(lagOf(lag, 2)).toMatchObject({ lag: { minimum: 200, maximum: 800 }, unapplied: 1 })
  })

  it('is sampled over time', () => {
    const facts = twoWrites('append').facts(everywhere, { durationMicros: 500 })
    const lag = replicationLag(facts, { lagSamples: 5 })
    expect(series(lag, 1)).toEqual([
      [100, 1, 0],
      [200, 1, 0],
      [300, 1, 100],
      [400, 0, 0],
      [500, 0, 0],
    ])
    expect(series(lag, 2).map(([, writes]) => writes)).toEqual([1, 2, 1, 1, 1])
    expect(series(lag, 2).map(([, , micros]) => micros)).toEqual([0, 100, 100, 200, 300])
  })

  it('leaves writes of the warm-up out, and keys that the node does not hold', () => {
    const run = twoWrites('append')
    const warm = replicationLag(run.facts(everywhere, { durationMicros: 1_000, startMicros: 150 }))
    expect(lagOf(warm, 1).lag.count).toBe(1)
    const partial = { durationMicros: 1_000, holders: (key: number) => (key === 0 ? [0, 1] : [0]) }
    const lag = replicationLag(run.facts(everywhere, partial))
    expect(lagOf(lag, 1).lag).toMatchObject({ count: 1, maximum: 50 })
    expect(lagOf(lag, 2)).toMatchObject({ lag: { count: 0 }, unapplied: 0 })
  })

  it('ends when a later version of the key is stored, in a model without logs', () => {
    const run = new MadeRun()
    for (const at of [0, 10]) run.write({ at, until: at + 100 })
    run
      .event(20, 'store', 0, { operation: 0, key: 0, a: 1 })
      .event(40, 'store', 0, { operation: 1, key: 0, a: 2 })
      .event(70, 'store', 1, { operation: 1, key: 0, a: 2 })
      .event(90, 'discard', 1, { operation: 0, key: 0, a: 1 })
    const lag = replicationLag(run.facts({ 0: {}, 1: {} }, { replicas: [0, 1] }))
    expect(lagOf(lag, 1)).toMatchObject({ lag: { minimum: 30, maximum: 50 }, unapplied: 0 })
  })

  it('ends when the only copy is taken back', () => {
    const run = new MadeRun()
    run.write({ at: 0, until: 100 })
    run
      .event(20, 'append', 0, { operation: 0 })
      .event(20, 'store', 0, { operation: 0 })
      .event(80, 'truncate', 0, { operation: 0 })
    const lag = replicationLag(run.facts(everywhere))
    expect(lagOf(lag, 1)).toMatchObject({ lag: { maximum: 60 }, unapplied: 0 })
  })

  it('does not wait for what only a dead replica has', () => {
    const run = new MadeRun()
    run.write({ at: 0, until: 100 })
    run.event(20, 'append', 0, { operation: 0 }).event(20, 'store', 0, { operation: 0 })
    run.event(50, 'crash', 0)
    const down = replicationLag(run.facts({ 1: {}, 2: {} }))
    expect(lagOf(down, 1)).toMatchObject({ lag: { maximum: 30 }, unapplied: 0 })
    const backAgain = replicationLag(run.facts(everywhere))
    expect(lagOf(backAgain, 1).unapplied).toBe(1)
  })

  it('has no numbers where nothing was written', () => {
    const lag = replicationLag(new MadeRun().facts(everywhere))
    expect(lagOf(lag, 0)).toMatchObject({ lag: { count: 0, maximum: undefined }, unapplied: 0 })
  })
})

it('samples agree with the intervals in which writes were missing', () => {
  const store = fc.record({
    operation: fc.integer({ min: 0, max: 9 }),
    node: fc.integer({ min: 0, max: 2 }),
    pause: fc.integer({ min: 0, max: 20 }),
  })
  fc.assert(
    fc.property(fc.array(store, { maxLength: 30 }), (stores) => {
      const run = new MadeRun()
      for (let key = 0; key < 10; key++) run.write({ at: 0, until: 1, key })
      run.event(0, 'append', 0)
      const stored = stores.map(({ operation, node }, at) => ({
        operation,
        node,
        time: stores.slice(0, at + 1).reduce((sum, { pause }) => sum + pause, 0),
      }))
      for (const { operation, node, time } of stored) {
        run.event(time, 'store', node, { operation, key: operation })
      }
      const lag = replicationLag(run.facts(everywhere, { durationMicros: 400 }), { lagSamples: 40 })
      const seen = (operation: number, time: number, node?: number) =>
        stored.filter(
          (one) =>
            one.operation === operation &&
            one.time <= time &&
            (node === undefined || one.node === node),
        )
      for (const { time, node, behindWrites, behindMicros } of lag.series) {
        const missing = Array.from({ length: 10 }, (_, operation) => operation)
          .filter((one) => seen(one, time).length > 0 && seen(one, time, node).length === 0)
          .map((one) => seen(one, time)[0].time)
        expect(behindWrites).toBe(missing.length)
        expect(behindMicros).toBe(missing.length > 0 ? time - Math.min(...missing) : 0)
      }
    }),
  )
})

import { describe, expect, it } from 'vitest'
import { availability } from '../../../../engine/trace/metrics/availability.ts'
import { latency } from '../../../../engine/trace/metrics/latency.ts'
import { throughput } from '../../../../engine/trace/metrics/throughput.ts'
import { MadeRun } from './made-run.ts'

const ms = (millis: number) => millis * 1000

describe('latency', () => {
  it('is that of operations that ended ok, by kind', () => {
    const run = new MadeRun()
    run.read({ at: 0, until: 100 })
    run.write({ at: 10, until: 310 })
    run.read({ at: 20, until: 9_999, outcome: 'fail' })
    run.write({ at: 30, until: 9_999, outcome: 'unknown' })
    run.read({ at: 40, until: 240 })
    run.read({ at: 50 })
    const { read, write } = latency(run.facts({}))
    expect(read).toMatchObject({ count: 2, mean: 150, p50: 100, p99: 200, maximum: 200 })
    expect(write).toMatchObject({ count: 1, p50: 300, p999: 300 })
  })

  it('leaves the warm-up out, and what was invoked after the run', () => {
    const run = new MadeRun()
    run.read({ at: 999, until: 5_000 })
    run.read({ at: 1_000, until: 1_001 })
    run.read({ at: 2_000, until: 2_002 })
    run.read({ at: 2_001, until: 4_000 })
    const facts = run.facts({}, { startMicros: 1_000, durationMicros: 2_000 })
    expect(latency(facts).read).toMatchObject({ count: 2, maximum: 2 })
  })

  it('has no numbers for a run without operations', () => {
    const { read } = latency(new MadeRun().facts({}))
    expect(read.count).toBe(0)
    expect(read.p99).toBeUndefined()
    expect(read.mean).toBeUndefined()
  })
})

describe('throughput', () => {
  it('counts what returned ok within the measured time, and outcomes of what was invoked in it', () => {
    const run = new MadeRun()
    run.write({ at: 100, until: ms(500) })
    run.write({ at: ms(500), until: ms(600) })
    run.write({ at: ms(900), until: ms(1_100) })
    run.read({ at: ms(900), until: ms(950), outcome: 'fail' })
    run.read({ at: ms(900), until: ms(950), outcome: 'unknown' })
    run.read({ at: ms(990) })
    const measured = throughput(run.facts({}, { startMicros: ms(500) }))
    expect(measured.writesPerSecond).toBe(4)
    expect(measured.readsPerSecond).toBe(0)
    expect(measured.operationsPerSecond).toBe(4)
    expect(measured.writes).toEqual({ ok: 2, fail: 0, unknown: 0, open: 0, total: 2 })
    expect(measured.reads).toEqual({ ok: 0, fail: 1, unknown: 1, open: 1, total: 3 })
  })

  it('is undefined where no time was measured', () => {
    const run = new MadeRun()
    run.write({ at: 0, until: 0 })
    expect(throughput(run.facts({}, { durationMicros: 0 })).writesPerSecond).toBeUndefined()
  })
})

/** Writes that return ok 1 ms after every 10 ms, but for those invoked in [from, to), which end as said. */
function steadyWrites(from: number, to: number, broken: object): MadeRun {
  const run = new MadeRun()
  for (let at = 0; at < 1_000; at += 10) {
    const isBroken = at >= from && at < to
    run.write({ at: ms(at), until: ms(at + 1), ...(isBroken ? broken : {}) })
  }
  return run
}

describe('availability', () => {
  it('is whole when every operation succeeds', () => {
    const { write, read } = availability(steadyWrites(0, 0, {}).facts({}))
    expect(write).toEqual({ share: 1, windows: [], longestMicros: 0, totalMicros: 0 })
    expect(read.share).toBeUndefined()
  })

  it('has a window from the first failure after a success to the next success', () => {
    const facts = steadyWrites(300, 600, { outcome: 'fail' }).facts({})
    const { write } = availability(facts)
    expect(write.share).toBe(0.7)
    expect(write.windows).toEqual([{ from: ms(300), to: ms(601), ended: true }])
    expect(write.longestMicros).toBe(ms(301))
  })

  it('begins the window at the last success when an operation waited already', () => {
    const run = new MadeRun()
    run.write({ at: ms(90), until: ms(400), outcome: 'unknown' })
    run.write({ at: ms(95), until: ms(100) })
    run.write({ at: ms(500), until: ms(501) })
    const { windows } = availability(run.facts({})).write
    expect(windows).toEqual([{ from: ms(100), to: ms(501), ended: true }])
  })

  it('sees operations that succeed only after a long wait', () => {
    const facts = steadyWrites(300, 600, { until: ms(700) }).facts({})
    expect(availability(facts).write.windows).toEqual([{ from: ms(300), to: ms(601), ended: true }])
  })

  it('does not call idle time an outage', () => {
    const run = new MadeRun()
    run.write({ at: ms(1), until: ms(2) })
    run.write({ at: ms(800), until: ms(801) })
    expect(availability(run.facts({})).write.windows).toEqual([])
  })

  it('does not call a slow system absent', () => {
    const run = new MadeRun()
    for (let at = 0; at < 900; at += 150) run.write({ at: ms(at), until: ms(at + 150) })
    expect(availability(run.facts({})).write.windows).toEqual([])
  })

  it('leaves short windows out and sums the others', () => {
    const run = steadyWrites(300, 350, { outcome: 'fail' })
    expect(availability(run.facts({})).write.windows).toEqual([])
    const { write } = availability(run.facts({}), { minimumMicros: ms(20) })
    expect(write.totalMicros).toBe(ms(51))
  })

  it('says when nothing succeeded any more', () => {
    const facts = steadyWrites(700, 1_000, { outcome: 'fail' }).facts({})
    expect(availability(facts).write.windows).toEqual([
      { from: ms(700), to: ms(1_000), ended: false },
    ])
  })

  it('has one window over a run in which nothing succeeds', () => {
    const facts = steadyWrites(0, 1_000, { outcome: 'fail' }).facts({})
    const { write } = availability(facts)
    expect(write.share).toBe(0)
    expect(write.windows).toEqual([{ from: 0, to: ms(1_000), ended: false }])
  })
})

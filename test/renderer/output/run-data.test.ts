import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  check,
  cluster,
  compare,
  faults,
  leaderless,
  type ScenarioSpec,
  simulate,
  singleLeader,
  workload,
} from '../../../engine/index.ts'
import { thin } from '../../../engine/timeline/index.ts'
import { toMimeBundle } from '../../../notebooks/kernel/display.ts'
import { defaultLimits } from '../../../notebooks/kernel/limits.ts'
import { lookOptions, operationNumberIn } from '../../../renderer/output/run/look-options.ts'
import {
  fingerprintsIn,
  RUN_MIME_TYPE,
  readRuns,
  VERDICT_MIME_TYPE,
} from '../../../renderer/output/run/run-data.ts'
import { readVerdict, savedRecording } from '../../../renderer/output/run/verdict-data.ts'

const SCENARIO: ScenarioSpec = {
  seed: 1,
  model: singleLeader(),
  workload: workload.ycsb('A', { clients: 2, rate: 60, keys: 4 }),
  faults: [faults.at('200ms').crash('n1')],
  duration: '500ms',
}
const room = { bytes: 1e9, limit: 'pictureBytes', limitBytes: 1e9 }
const bundleOf = (value: unknown) => toMimeBundle(value, defaultLimits.inspect, room)
const run = simulate(SCENARIO)

describe('the data of an output that shows runs', () => {
  it('of a run holds its figures and what it is drawn from', () => {
    const { runs } = readRuns(bundleOf(run)[RUN_MIME_TYPE])
    expect(runs).toHaveLength(1)
    expect(runs[0].heading).toBe('single-leader · 3 nodes · 2 clients · seed 1')
    expect(runs[0].figures.map(({ name }) => name)).toContain('lost writes')
    expect(runs[0].recording).toContain('replilab-recording')
  })

  it('names the runs of parts and comparisons too', () => {
    expect(fingerprintsIn(bundleOf(run))).toEqual([run.fingerprint])
    expect(fingerprintsIn(bundleOf(run.timeline({ from: '100ms' })))).toEqual([run.fingerprint])
    const compared = compare({ a: SCENARIO, b: { ...SCENARIO, model: leaderless() } })
    expect(fingerprintsIn(bundleOf(compared))).toEqual([
      compared.runs.a.fingerprint,
      compared.runs.b.fingerprint,
    ])
    expect(fingerprintsIn({ 'text/plain': '1' })).toEqual([])
  })

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        for (const { figures, fingerprint } of readRuns(data).runs) {
          expect(typeof fingerprint).toBe('string')
          expect(figures.every(({ value }) => Number.isFinite(value))).toBe(true)
        }
        expect(readVerdict(data).operations.length).toBeLessThanOrEqual(6)
      }),
    )
  })
})

describe('how a run is looked at first', () => {
  it('is as the options say, with the cursor at a fault', () => {
    const window = { from: 100_000, to: 400_000 }
    const { cursor, filter } = lookOptions(run.recording, { window, nodes: ['n2'], key: 'k1' })
    expect(cursor).toBe(200_000)
    expect([...(filter?.endpoints ?? [])]).toEqual([1, 3, 4])
    expect(filter?.key).toBe(1)
  })

  it('shows all where nothing is said, or names are unknown', () => {
    const options = { window: undefined, nodes: undefined, key: 'nobody' }
    expect(lookOptions(run.recording, options).filter).toEqual({})
  })
})

describe('a verdict', () => {
  const lab = cluster({
    model: leaderless({ read: 1, write: 1, readRepair: false }),
    network: { links: [{ between: ['n1', 'n3'], latency: '60ms' }] },
  })
  lab.write('x', 'new', { to: 'n1' })
  lab.read('x', { from: 'n3' })
  const verdict = readVerdict(bundleOf(check.linearizable(lab))[VERDICT_MIME_TYPE])

  it('names its run and the operations that it rests on', () => {
    expect(verdict.fingerprint).toBe(lab.fingerprint)
    expect(verdict.operations.map(({ words }) => words)).toContain('c1 write x = "new"')
  })

  it('finds the recording of its run among the outputs of a notebook', () => {
    const output = { output_type: 'execute_result', data: bundleOf(lab.timeline()) }
    const cells = [{ cell_type: 'code', outputs: [output] }] as never
    expect(savedRecording(cells, lab.fingerprint)).toContain('replilab-recording')
    expect(savedRecording(cells, run.fingerprint)).toBeUndefined()
  })

  it('finds an operation by its number in the run, also where a part of the run is held', () => {
    const large = simulate({ ...SCENARIO, faults: [], duration: '10s' })
    const part = thin(large.recording, { bytes: 12_000 })
    const numbers = part.thinned?.operationNumbers ?? new Int32Array()
    expect(numbers.length).toBeGreaterThan(0)
    expect(operationNumberIn(part, numbers[0])).toBe(0)
    expect(operationNumberIn(part, 1e6)).toBeUndefined()
    expect(operationNumberIn(run.recording, 3)).toBe(3)
  })
})

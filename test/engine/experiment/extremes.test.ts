import { describe, expect, it } from 'vitest'
import {
  cluster,
  compare,
  leaderless,
  type ScenarioSpec,
  simulate,
  singleLeader,
  workload,
} from '../../../engine/index.ts'
import { decodeRecording, encodeRecording, thin } from '../../../engine/timeline/index.ts'
import { displaySymbol } from '../../../engine/trace/table.ts'

const spec: ScenarioSpec = {
  model: singleLeader(),
  workload: workload.ycsb('A', { clients: 3, rate: 200, keys: 5 }),
  duration: '2s',
}
const messageOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  throw new Error('nothing was refused')
}

describe('values of a megabyte', () => {
  const c = cluster({ model: leaderless() })
  c.write('k', 'x'.repeat(1_000_000))
  c.write('deep', { list: ['y'.repeat(500_000)] })
  c.read('k')

  it('are shown by their beginnings', () => {
    const bundle = c[displaySymbol]()
    const text = String(bundle['text/plain'])
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(400)
    expect(text).toContain('k="xxx')
    expect(JSON.stringify(bundle).length).toBeLessThan(60_000)
  })

  it('stand in states and operations by their beginnings too', () => {
    expect(c.states('1ms').toText().length).toBeLessThan(4_000)
    expect(c.operations().toText().length).toBeLessThan(4_000)
  })

  it('leave the recording of the output in its limit, which says how long they were', () => {
    const part = thin(c.recording, { bytes: 48_000 })
    const text = encodeRecording(part)
    expect(text.length).toBeLessThan(48_000)
    expect(text).toContain('(1000002 characters)')
    expect(decodeRecording(text).ok).toBe(true)
  })
})

describe('names that hide something', () => {
  const turned = 'a\u202eb'
  const c = cluster({ model: singleLeader() })
  c.write(turned, 1)

  it('are shown with escapes in text, tables and pictures', () => {
    expect(c[displaySymbol]()['text/plain']).toContain('a\\u202eb=1')
    const shown = c.timeline()[displaySymbol]()
    expect(`${shown['text/plain']} ${shown['image/svg+xml']}`).not.toContain('\u202e')
    expect(c.operations().toText()).toContain('a\\u202eb')
  })

  it('are found by what they are', () => {
    expect(c.operations({ key: turned }).rows.length).toBe(1)
    expect(c.timeline({ key: turned }).from).toBe(0)
  })
})

describe('what compare is given', () => {
  it('has names to be told by', () => {
    expect(messageOf(() => compare({ '': spec, other: spec }))).toMatch(
      /^compare has a scenario with the name '', but a name must have 1 to 200 characters/,
    )
    expect(messageOf(() => compare({ ['n'.repeat(201)]: spec, other: spec }))).toMatch(/200 char/)
  })

  it('is scenarios and not runs', () => {
    const run = simulate(spec)
    const runs = { one: run, other: run } as unknown as Record<string, ScenarioSpec>
    expect(messageOf(() => compare(runs))).toBe(
      'compare.one is a run, but must be a scenario: what simulate was given, which compare runs itself.',
    )
  })
})

describe('the lag of a part of a run', () => {
  const run = simulate(spec)

  it('is of the nodes and the time that are asked for, and no coarser than that of all', () => {
    const { series } = run.lag({ from: '500ms', to: '600ms', nodes: ['n2'] }).options
    expect(series.map(({ name }) => name)).toEqual(['n2'])
    const times = series[0].points.map(([time]) => Number(time))
    expect(times.length).toBeGreaterThan(40)
    expect(Math.min(...times)).toBeGreaterThanOrEqual(0.5)
    expect(Math.max(...times)).toBeLessThanOrEqual(0.6)
    expect(run.lag().options.series.length).toBe(3)
  })

  it('refuses what it cannot take in one sentence', () => {
    expect(messageOf(() => run.lag({ key: 'k1' } as never))).toMatch(/^options\.key .*\.$/s)
    expect(messageOf(() => run.lag({ nodes: ['n9'] }))).toMatch(/n9.*There are n1, n2 and n3/)
  })
})

import { describe, expect, test } from 'vitest'
import {
  cluster,
  EventKind,
  type FaultsAt,
  faults,
  latency,
  leaderless,
  majority,
  type ScenarioSpec,
  simulate,
  singleLeader,
  workload,
} from '../../../engine/index.ts'

const EVEN = { network: { latency: latency.constant('1ms') }, timeout: '200ms' } as const
const MILLI = 1_000

const STEADY: ScenarioSpec = {
  model: singleLeader({ replication: majority() }),
  workload: workload.ycsb('A', { clients: 4, rate: 200, keys: 20 }),
  duration: '2s',
}

/** What the run's trace says of faults: time in ms, label, and whether it begins or ends. */
function faultTimes(spec: ScenarioSpec): string[] {
  const run = simulate(spec)
  return run.trace
    .events(EventKind.fault)
    .map(({ time, a, b }) => `${time / 1_000} ${b === 0 ? '+' : '-'} ${run.names.faults[a].label}`)
}

describe('a fault that lasts', () => {
  const lasting: readonly (readonly [string, (at: FaultsAt<unknown>) => unknown])[] = [
    ['crash', (at) => at.crash('n1', { for: '500ms' })],
    ['pause', (at) => at.pause('n1', { for: '500ms' })],
    ['slow', (at) => at.slow('n1', { for: '500ms' })],
    ['slow disk', (at) => at.slowDisk('n1', { for: '500ms' })],
    ['full disk', (at) => at.fullDisk('n1', { for: '500ms' })],
    ['lying disk', (at) => at.lyingDisk('n1', { for: '500ms' })],
    ['skew', (at) => at.clockSkew('n1', '1s', { for: '500ms' })],
    ['drift', (at) => at.clockDrift('n1', 1.1, { for: '500ms' })],
    ['partition', (at) => at.partition(['n1'], ['n2', 'n3'], { for: '500ms' })],
    ['isolation', (at) => at.isolate('n1', { for: '500ms' })],
    ['one-way cut', (at) => at.oneWay({ from: 'n1', to: 'n2', for: '500ms' })],
    ['bridge', (at) => at.bridge('n1', { for: '500ms' })],
    ['ring', (at) => at.majoritiesRing({ for: '500ms' })],
    ['loss', (at) => at.loss(0.1, { for: '500ms' })],
    ['duplication', (at) => at.duplicate(0.1, { for: '500ms' })],
    ['reordering', (at) => at.reorder('5ms', { for: '500ms' })],
    ['delay', (at) => at.delay('5ms', { for: '500ms' })],
    ['bandwidth', (at) => at.bandwidth(1e6, { for: '500ms' })],
  ]

  test.each(lasting)('%s ends when its time is over', (_title, make) => {
    const found = faultTimes({ ...STEADY, faults: [make(faults.at('1s')) as never] })
    expect(found.map((line) => line.slice(0, 6))).toEqual(['1000 +', '1500 -'])
    expect(found[0]).toContain('for 500ms')
  })

  test('may end before its time, once', () => {
    const found = faultTimes({
      ...STEADY,
      faults: [
        faults.at('1s').crash('n2', { for: '500ms' }),
        faults.at('1s').slow('n1', { for: '500ms' }),
        faults.at('1s').loss(0.1, { for: '500ms' }),
        faults.at('1200ms').restart(),
        faults.at('1200ms').normal(),
        faults.at('1200ms').heal(),
      ],
    })
    expect(found.filter((line) => line.startsWith('1500'))).toEqual([])
    expect(found.filter((line) => line.startsWith('1200')).length).toBe(9)
  })

  test('gives way to a later one of its kind and comes back after it', () => {
    const c = cluster({ model: singleLeader(), ...EVEN })
    const usual = c.read('x').latency
    c.slow('n1', { floor: '5ms' }).slow('n1', { floor: '9ms', for: '500ms' })
    expect(c.read('x').latency).toBe(usual + 9 * MILLI)
    c.advance('500ms')
    expect(c.read('x').latency).toBe(usual + 5 * MILLI)
  })
})

describe('a target', () => {
  test('is a region, all its nodes', () => {
    const c = cluster({ model: leaderless({ nodes: 4, regions: ['eu', 'us'] }), clients: 1 })
    c.crash('us')
    expect(c.state().nodes.map(({ status }) => status)).toEqual(['up', 'down', 'up', 'down'])
    c.restart('us')
    expect(c.state().nodes.every(({ status }) => status === 'up')).toBe(true)
  })

  test('is drawn from the seed: one node, or so many that a majority is left', () => {
    const down = (target: string, seed: number, times = 1) => {
      const c = cluster({ seed, model: leaderless({ nodes: 7 }) })
      for (let time = 0; time < times; time++) c.crash(target)
      return c
        .state()
        .nodes.filter(({ status }) => status === 'down')
        .map(({ node }) => node)
    }
    expect(down('random', 1).length).toBe(1)
    expect(down('random', 1, 3).length).toBe(3)
    expect(down('random minority', 1).length).toBe(3)
    expect(down('random', 1)).toEqual(down('random', 1))
    expect(
      new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => down('random', seed)[0])).size,
    ).toBeGreaterThan(3)
    expect(down('all', 1).length).toBe(7)
  })

  test('stands in a group of a partition, and all others in that of all', () => {
    const c = cluster({ model: leaderless({ nodes: 5, replicas: 5, write: 3, read: 1 }), ...EVEN })
    c.partition(['random minority'], ['all'])
    const outcomes = ['n1', 'n2', 'n3', 'n4', 'n5'].map((to) => c.write('x', 1, { to }).outcome)
    expect(outcomes.filter((outcome) => outcome === 'ok').length).toBe(3)
  })
})

describe('a schedule', () => {
  const CALM: ScenarioSpec = { ...STEADY, model: leaderless(), duration: '20s' }

  test('repeats a fault between two times', () => {
    const every = faults
      .every('500ms', { from: '250ms', to: '1300ms' })
      .crash('random', { for: '500ms' })
    const found = faultTimes({ ...STEADY, faults: [every] })
    expect(found.map((line) => line.slice(0, line.indexOf(' c')))).toEqual([
      '250 +',
      '750 -',
      '750 +',
      '1250 -',
      '1250 +',
      '1750 -',
    ])
  })

  test('repeats from one period on until the clients stop, unless told', () => {
    const found = faultTimes({ ...STEADY, faults: [faults.every('600ms').clockJump('n1', '1ms')] })
    expect(found.filter((line) => line.includes('+')).length / 2).toBe(3)
  })

  test.each(['mild', 'rough', 'hostile'] as const)(
    '%s is drawn before the run, the same for the same seed',
    (intensity) => {
      const spec: ScenarioSpec = { ...CALM, faults: [faults.random({ intensity })] }
      const shown = (seed: number) =>
        simulate({ ...spec, seed, workload: workload.ycsb('C', { clients: 1, rate: 1 }) }).summary
          .faults
      expect(shown(3)).toEqual(shown(3))
      expect(shown(3)).not.toEqual(shown(4))
    },
  )

  test('has the rates that its name stands for', () => {
    const strikes = (intensity: 'mild' | 'rough' | 'hostile') => {
      const run = simulate({
        model: leaderless({ nodes: 5 }),
        workload: workload.ycsb('C', { clients: 1, rate: 1 }),
        duration: '2000s',
        faults: [faults.random({ intensity })],
      })
      return run.names.faults.length
    }
    // One in 10 + 1 s, in 3 + 2 s, in 1 s; three standard deviations of a Poisson count.
    expect(Math.abs(strikes('mild') - 2_000 / 11)).toBeLessThan(3 * Math.sqrt(2_000 / 11))
    expect(Math.abs(strikes('rough') - 400)).toBeLessThan(3 * Math.sqrt(400))
    expect(Math.abs(strikes('hostile') - 2_000)).toBeLessThan(3 * Math.sqrt(2_000))
  })

  test('has ended by its end, one fault at a time unless hostile', () => {
    const found = faultTimes({
      ...CALM,
      workload: workload.ycsb('C', { clients: 1, rate: 1 }),
      duration: '60s',
      faults: [faults.random({ intensity: 'rough', to: '50s' })],
    })
    expect(found.length).toBeGreaterThan(4)
    expect(found.map((line) => line.split(' ')[1]).join('')).toMatch(/^(\+-)+$/)
    expect(Number(found[found.length - 1].split(' ')[0])).toBeLessThanOrEqual(50_000)
  })

  test('keeps to the kinds that it is given', () => {
    const spec = {
      ...CALM,
      faults: [faults.random({ intensity: 'hostile', kinds: ['clock-skew'] })],
    }
    const { faults: shown } = simulate(spec).summary
    expect(shown.length).toBeGreaterThan(5)
    expect(shown.every(({ label }) => label.startsWith('clock skew of'))).toBe(true)
  })
})

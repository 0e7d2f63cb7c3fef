import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cluster, simulate } from '../../../engine/index.ts'
import {
  leaderlessClusters,
  multiLeaders,
  nodes,
  SEED,
  scenarios,
  singleLeaders,
} from '../support/random-scenarios.ts'

test('every scenario runs to its end without breaking an invariant, and runs again the same', () => {
  fc.assert(
    fc.property(scenarios, (spec) => {
      const run = simulate(spec)
      expect(run.limits).toEqual([])
      expect(run.history.length).toBeGreaterThan(50)
      for (const { outcome } of run.history) expect(outcome).not.toBe('open')
      expect(simulate(spec).fingerprint).toBe(run.fingerprint)
      expect(
        run.summary.metrics.every(({ value }) => value === null || Number.isFinite(value)),
      ).toBe(true)
    }),
    { numRuns: 60, seed: SEED },
  )
}, 60_000)

test('neither what is kept of a run nor the runs before it change what happens, and a run that is cut short began the same', () => {
  const specs = fc.sample(scenarios, { numRuns: 25, seed: SEED + 1 })
  const runs = specs.map((spec) => simulate(spec))
  for (const [nth, spec] of [...specs.entries()].reverse()) {
    const { fingerprint, history, trace } = runs[nth]
    for (const traceEvents of [0, 8_191]) {
      const again = simulate({ ...spec, limits: { traceEvents } })
      expect(again.fingerprint).toBe(fingerprint)
      expect(again.trace.length + again.trace.dropped).toBe(trace.length)
      expect(again.history.parts()).toEqual(history.parts())
    }
    const cut = simulate({ ...spec, limits: { events: 900 } })
    expect(cut.limits.map(({ name }) => name)).toEqual(['events'])
    expect(cut.trace.at(cut.trace.length - 1)).toEqual(trace.at(cut.trace.length - 1))
  }
}, 60_000)

test('a cluster that is advanced in steps of any length comes to the same', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 30 })
  const models = fc.oneof(singleLeaders, multiLeaders, leaderlessClusters)
  fc.assert(
    fc.property(models, steps, (model, micros) => {
      const whole = cluster({ model })
      const inSteps = cluster({ model })
      for (const c of [whole, inSteps]) {
        c.write('x', 1)
        c.crash('n1', { for: '500ms' })
      }
      whole.advance(`${micros.reduce((sum, step) => sum + step)}us`)
      for (const step of micros) inSteps.advance(`${step}us`)
      expect(inSteps.now).toBe(whole.now)
      expect(inSteps.fingerprint).toBe(whole.fingerprint)
    }),
    { numRuns: 60, seed: SEED },
  )
}, 60_000)

test('whatever is done to a cluster, every operation that is waited for returns', () => {
  const steps = fc.array(fc.tuple(fc.nat(9), nodes), { minLength: 1, maxLength: 25 })
  const models = fc.oneof(singleLeaders, multiLeaders, leaderlessClusters)
  fc.assert(
    fc.property(models, steps, (model, list) => {
      const c = cluster({ model, timeout: '100ms' })
      for (const [kind, node] of list) {
        const others = ['n1', 'n2', 'n3'].filter((name) => name !== node)
        const before = c.history.length
        if (kind === 0) c.crash(node)
        else if (kind === 1) c.restart()
        else if (kind === 2) c.partition([node], others)
        else if (kind === 3) c.heal()
        else if (kind === 4) c.pause(node)
        else if (kind === 5) c.resume()
        else if (kind === 6) c.advance('150ms')
        else if (kind === 7) c.write('x', before, { to: node })
        else if (kind === 8) c.write('y', before, { basedOn: c.read('y') })
        else c.read('x', { from: node })
        for (const { outcome } of c.history) expect(outcome).not.toBe('open')
      }
      expect(c.state().nodes.length).toBeGreaterThanOrEqual(3)
    }),
    { numRuns: 100, seed: SEED },
  )
}, 60_000)

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

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  async,
  inSync,
  type ModelSpec,
  majority,
  manual,
  mostUpToDate,
  phiAccrual,
  resolve,
  type ScenarioSpec,
  semiSync,
  simulate,
  singleLeader,
  sync,
  vote,
} from '../../../engine/index.ts'
import { SEED, scenarios } from '../support/random-scenarios.ts'

/** One of these words. */
const word = <const Word extends string>(...words: Word[]) => fc.constantFrom(...words)

/** Every setting of when a leader's write counts, is answered, can be read, and what becomes of it when leaders change. */
const leaders = fc
  .record({
    followers: fc.integer({ min: 2, max: 4 }),
    replication: fc.constantFrom(
      async(),
      sync(),
      majority(),
      semiSync({ timeout: '100ms', from: 'first' }),
      semiSync({ acks: 2, timeout: '100ms', whenTooFew: 'async' }),
      inSync({ lag: '100ms', minimum: 2 }),
      inSync({ lag: '100ms', unclean: true }),
    ),
    failover: fc.constantFrom(
      manual(),
      vote(),
      mostUpToDate({ detectAfter: '200ms' }),
      mostUpToDate({ detectAfter: phiAccrual({ threshold: 4, window: 50 }) }),
    ),
    durability: word('received', 'synced'),
    answers: word('received', 'synced', 'committed'),
    visibility: word('appended', 'acknowledged', 'committed'),
    acknowledges: word('received', 'synced', 'applied'),
    apply: word('received', 'committed'),
    readLevel: word('local', 'committed', 'linearizable'),
    rejoin: word('truncate', 'set-aside', 'diverge', 'refuse'),
    stepsDown: fc.boolean(),
    idempotent: fc.boolean(),
  })
  .map((options): ModelSpec => singleLeader(options))

const staged = fc
  .tuple(scenarios, leaders)
  .map(([spec, model]): ScenarioSpec => ({ ...spec, model }))
  .filter((spec) => resolve(spec).ok)

test('however a write is staged, a run ends, is the same again, and says fail of nothing that is there', () => {
  fc.assert(
    fc.property(staged, (spec) => {
      const run = simulate(spec)
      expect(run.limits).toEqual([])
      for (const { outcome } of run.history) expect(outcome).not.toBe('open')
      expect(run.metrics.lostWrites?.failedButHeld ?? 0).toBe(0)
      expect(simulate(spec).fingerprint).toBe(run.fingerprint)
    }),
    { numRuns: 120, seed: SEED },
  )
}, 120_000)

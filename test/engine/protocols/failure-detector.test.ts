import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '../../../engine/core/random.ts'
import { type Latency, samplerOf } from '../../../engine/network/latency.ts'
import {
  createDetector,
  type DetectorSettings,
  PhiAccrual,
  type PhiAccrualSettings,
} from '../../../engine/protocols/shared/failure-detector.ts'

const INTERVAL = 100_000

const PHI: PhiAccrualSettings = {
  kind: 'phi-accrual',
  threshold: 8,
  window: 10,
  distribution: 'normal',
  minDeviationMicros: 0,
}

/** A detector that has heard heartbeats after these intervals; the time of the last one. */
function heard(settings: PhiAccrualSettings, intervals: readonly number[]) {
  const detector = new PhiAccrual(settings, INTERVAL, 0)
  let now = 0
  for (const interval of intervals) {
    now += interval
    detector.heard(now)
  }
  return { detector, now }
}

/** Mean 100 ms, standard deviation 20 ms. */
const ALTERNATING = Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? 80_000 : 120_000))

describe('phi', () => {
  it('is the negative decimal logarithm of the tail of the normal distribution', () => {
    const { detector, now } = heard(PHI, ALTERNATING)
    const phiAt = (deviations: number) => detector.phi(now + 100_000 + deviations * 20_000)
    expect(phiAt(0)).toBeCloseTo(0.301029995663981, 10)
    expect(phiAt(1)).toBeCloseTo(-Math.log10(0.158655253931457), 10)
    expect(phiAt(-1)).toBeCloseTo(-Math.log10(0.841344746068543), 10)
    expect(phiAt(5)).toBeCloseTo(-Math.log10(2.866515718791939e-7), 10)
    expect(phiAt(40)).toBeCloseTo(804.608442 * Math.LOG10E, 5)
  })

  it('is silence over the mean interval and ln 10 under the exponential distribution', () => {
    const { detector, now } = heard({ ...PHI, distribution: 'exponential' }, ALTERNATING)
    expect(detector.phi(now)).toBe(0)
    expect(detector.phi(now + 100_000)).toBeCloseTo(1 / Math.LN10, 12)
    expect(detector.patience).toBe(Math.ceil(8 * Math.LN10 * 100_000))
  })

  it('assumes the expected interval, a quarter more or less, before anything is known', () => {
    const { detector } = heard(PHI, [])
    expect(detector.phi(INTERVAL)).toBeCloseTo(0.301029995663981, 10)
    expect(detector.phi(INTERVAL * 1.25)).toBeCloseTo(-Math.log10(0.158655253931457), 10)
  })

  it('takes heartbeats that come like clockwork to deviate by the least deviation', () => {
    const { detector, now } = heard({ ...PHI, minDeviationMicros: 5_000 }, Array(10).fill(INTERVAL))
    expect(detector.phi(now + INTERVAL + 5_000)).toBeCloseTo(-Math.log10(0.158655253931457), 10)
  })

  it('reaches the threshold at the deadline and not before, whatever was heard', () => {
    const settings = fc.record({
      kind: fc.constant('phi-accrual' as const),
      threshold: fc.double({ min: 0.5, max: 100, noNaN: true }),
      window: fc.integer({ min: 2, max: 20 }),
      distribution: fc.constantFrom('normal' as const, 'exponential' as const),
      minDeviationMicros: fc.integer({ min: 1, max: 50_000 }),
    })
    const intervals = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 40 })
    fc.assert(
      fc.property(settings, intervals, (given, list) => {
        const { detector } = heard(given, list)
        const { deadline } = detector
        expect(detector.phi(deadline)).toBeGreaterThanOrEqual(given.threshold - 1e-7)
        if (detector.patience > 1) {
          expect(detector.phi(deadline - 1)).toBeLessThanOrEqual(given.threshold + 1e-7)
        }
        expect(detector.phi(deadline + 1_000)).toBeGreaterThanOrEqual(detector.phi(deadline))
      }),
    )
  })

  it('is that of the latest intervals of the window, and of no others', () => {
    const within = fc.integer({ min: 90_000, max: 110_000 })
    fc.assert(
      fc.property(
        fc.array(within, { maxLength: 30 }),
        fc.array(within, { minLength: 10, maxLength: 10 }),
        (earlier, latest) => {
          const one = heard(PHI, [...earlier, ...latest])
          const other = heard(PHI, latest)
          expect(one.detector.patience).toBe(other.detector.patience)
        },
      ),
    )
  })

  it('learns of a network that has become slower, however regular it was', () => {
    const { detector } = heard(PHI, [...Array(10).fill(INTERVAL), ...Array(20).fill(9 * INTERVAL)])
    expect(detector.patience).toBeGreaterThanOrEqual(8 * INTERVAL)
  })

  it('counts an outage as twice the silence that was borne, not as its whole length', () => {
    const many = Array.from({ length: 10 }, () => ALTERNATING).flat()
    const { detector, now } = heard({ ...PHI, window: 100 }, many)
    const before = detector.patience
    detector.heard(now + 3_600_000_000)
    expect(detector.patience).toBeLessThan(2 * before)
  })
})

describe('a fixed timeout', () => {
  it('bears the same silence whatever it has heard', () => {
    const detector = createDetector({ kind: 'fixed-timeout', timeoutMicros: 300 }, INTERVAL, 50)
    expect([detector.patience, detector.deadline]).toEqual([300, 350])
    detector.heard(1_000)
    expect([detector.patience, detector.deadline]).toEqual([300, 1_300])
  })
})

/** What a detector makes of heartbeats whose sender never fails. */
interface Verdict {
  /** Heartbeats that came after it had begun to suspect. */
  readonly falseSuspicions: number
  /** How long a crash right after a heartbeat would have gone unnoticed, on average: how fast it detects. */
  readonly meanPatience: number
}

function judge(settings: DetectorSettings, arrivals: readonly number[]): Verdict {
  const detector = createDetector(settings, INTERVAL, 0)
  let falseSuspicions = 0
  let patience = 0
  for (const arrival of arrivals) {
    if (arrival > detector.deadline) falseSuspicions++
    detector.heard(arrival)
    patience += detector.patience
  }
  return { falseSuspicions, meanPatience: patience / arrivals.length }
}

/** Heartbeats sent every 100 ms, in order as on one connection; the latency changes every 2000 of them. */
function arrivals(seed: number, ...latencies: readonly Latency[]): number[] {
  const random = Random.fromSeed(seed)
  const samplers = latencies.map(samplerOf)
  let last = 0
  return Array.from({ length: 20_000 }, (_, beat) => {
    const sampler = samplers[Math.floor(beat / 2_000) % samplers.length]
    last = Math.max(last, (beat + 1) * INTERVAL + sampler.draw(random))
    return last
  })
}

const CALM: Latency = { kind: 'lognormal', p50: 1_000, p99: 4_000 }
const ROUGH: Latency = { kind: 'lognormal', p50: 20_000, p99: 300_000 }

describe('phi accrual beside a fixed timeout that detects a crash as fast', () => {
  const phiAccrual = { ...PHI, threshold: 6, window: 200, minDeviationMicros: 5_000 }

  it.each([1, 2, 3])('suspects far less falsely where the network changes, seed %i', (seed) => {
    const beats = arrivals(seed, CALM, ROUGH)
    const adaptive = judge(phiAccrual, beats)
    const timeoutMicros = Math.round(adaptive.meanPatience)
    const fixed = judge({ kind: 'fixed-timeout', timeoutMicros }, beats)
    expect(fixed.falseSuspicions).toBeGreaterThan(20)
    expect(adaptive.falseSuspicions).toBeLessThan(fixed.falseSuspicions / 2)
  })

  it.each([1, 2, 3])('has nothing to gain where the network stays as it is, seed %i', (seed) => {
    const beats = arrivals(seed, ROUGH)
    const adaptive = judge(phiAccrual, beats)
    const timeoutMicros = Math.round(adaptive.meanPatience)
    const fixed = judge({ kind: 'fixed-timeout', timeoutMicros }, beats)
    expect(adaptive.falseSuspicions).toBeGreaterThanOrEqual(fixed.falseSuspicions)
  })
})

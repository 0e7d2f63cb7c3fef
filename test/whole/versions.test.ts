import { describe, expect, test } from 'vitest'
import { type Estimate, expectNear, overSeeds } from '../engine/fidelity/estimate.ts'
import type { Quorum } from '../engine/fidelity/partial-quorums.ts'
import { disjoint, quorumsThatStay, readsThatGoBack } from '../engine/fidelity/versions.ts'

/*
 * k-staleness and monotonic reads of "Probabilistically Bounded Staleness for Practical Partial Quorums" (section 3): a read misses the last k versions when its
 * replicas are none of the W that got each of them. Reads of one key share its writes, so what is averaged are runs with seeds of their own.
 */

const runs = 12
const pairs = 2_500

const known = new Map<string, ReturnType<typeof quorumsThatStay>[]>()
const runsOf = (quorum: Quorum) => {
  const id = JSON.stringify(quorum)
  const found =
    known.get(id) ??
    Array.from({ length: runs }, (_, seed) => quorumsThatStay(quorum, pairs, seed + 1))
  known.set(id, found)
  return found
}

/** The share of reads that miss the last k versions. */
const missing = (quorum: Quorum, k: number): Estimate =>
  overSeeds(
    runs,
    (seed) => 1 - runsOf(quorum)[seed - 1].metrics.staleReads.withinVersions[k - 1].share,
  )

describe.each([
  { replicas: 3, write: 1, read: 1 },
  { replicas: 3, write: 2, read: 1 },
  { replicas: 3, write: 1, read: 2 },
  { replicas: 5, write: 1, read: 1 },
  { replicas: 5, write: 2, read: 1 },
  { replicas: 5, write: 4, read: 1 },
  { replicas: 5, write: 1, read: 3 },
  { replicas: 10, write: 3, read: 1 },
])('quorums of N = $replicas, W = $write, R = $read that do not expand', (quorum) => {
  test.each([1, 2, 3, 5, 10])('miss the last %i versions with the stated probability', (k) => {
    const stated = disjoint(quorum) ** k
    expect(runsOf(quorum)[0].metrics.staleReads.reads).toBe(pairs)
    // What hardly ever happens is only held to be rare.
    if (stated < 0.002) expect(missing(quorum, k).mean).toBeLessThan(0.005)
    else expectNear(missing(quorum, k), stated, { coarsest: 0.25 })
  })
})

test.each([
  [{ replicas: 3, write: 1, read: 1 }, [0.333, 0.556, 0.704, undefined, 0.868]],
  [{ replicas: 3, write: 2, read: 1 }, [0.667, 0.889]],
])('the paper states the same for %o', (quorum, within) => {
  within.forEach((stated, index) => {
    if (stated === undefined) return
    const { mean, standardError } = missing(quorum, index + 1)
    expectNear({ mean: 1 - mean, standardError }, stated, { rounding: 0.0005 })
  })
})

describe('a client that reads after each of its writes goes back in time', () => {
  test('no more often than the published bound says', () => {
    for (const quorum of [
      { replicas: 3, write: 1, read: 1 },
      { replicas: 3, write: 1, read: 2 },
      { replicas: 5, write: 2, read: 1 },
    ]) {
      const bound = disjoint(quorum) ** 2
      const measured = overSeeds(runs, (seed) => readsThatGoBack(runsOf(quorum)[seed - 1].history))
      expect(measured.mean).toBeLessThanOrEqual(bound + 3 * measured.standardError)
    }
  })

  test('as often as two different replicas answer, the later one the staler: 2/9 for N = 3, R = W = 1', () => {
    // The second read asks another replica (2/3). The first read's version is j versions old with probability (1/3) (2/3)^j; the newer ones are not at its own
    // replica, so each is not at the other with probability 1/2, and the write between the reads with 2/3: 2/3 · 2/3 · the sum of (1/3) (2/3 · 1/2)^j.
    const quorum = { replicas: 3, write: 1, read: 1 }
    const measured = overSeeds(runs, (seed) => readsThatGoBack(runsOf(quorum)[seed - 1].history))
    expectNear(measured, 2 / 9)
  })
})

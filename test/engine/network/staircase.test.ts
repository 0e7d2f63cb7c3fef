import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exp, log, normalQuantile } from '../../../engine/core/math.ts'
import { Random } from '../../../engine/core/random.ts'
import { Staircase } from '../../../engine/network/staircase.ts'

it('draws exactly what the quantile function gives, rising or falling, flat or steep', () => {
  const shapes: readonly ((share: number, size: number) => number)[] = [
    (share, size) => size * share,
    (share, size) => -size * log(share),
    (share, size) => exp(size / 1_000 + 0.6 * normalQuantile(share)),
    (_share, size) => size,
  ]
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: 0, max: 8_000, noNaN: true }), (seed, size) => {
      for (const shape of shapes) {
        const quantile = (share: number) => shape(share, size)
        const [one, other] = [Random.fromSeed(seed), Random.fromSeed(seed)]
        const staircase = new Staircase(quantile)
        for (let draw = 0; draw < 3_000; draw++) {
          expect(staircase.draw(one)).toBe(Math.round(quantile(other.unit())))
        }
      }
    }),
    {
      numRuns: 20,
      // Steep everywhere; and with its only step at one end.
      examples: [
        [2, 4e9],
        [0, 0.013610330574424184],
      ],
    },
  )
}, 60_000)

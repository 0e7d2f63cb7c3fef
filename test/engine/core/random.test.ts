import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Random } from '../../../engine/core/random.ts'

const draws = (random: Random, count = 5): number[] =>
  Array.from({ length: count }, () => random.uint32())

it('gives a pinned stream for a seed', () => {
  expect(draws(Random.fromSeed(7), 3)).toMatchInlineSnapshot(`
    [
      2081765304,
      373981221,
      404771555,
    ]
  `)
})

it('gives the same fork whatever was drawn before', () => {
  const untouched = Random.fromSeed(7)
  const used = Random.fromSeed(7)
  draws(used, 100)
  draws(used.fork('other'), 100)
  expect(draws(used.fork('network').fork(3))).toEqual(draws(untouched.fork('network').fork(3)))
})

it('gives unrelated streams for neighbouring seeds and names', () => {
  const streams = [
    ...Array.from({ length: 50 }, (_, seed) => Random.fromSeed(seed)),
    ...Array.from({ length: 50 }, (_, name) => Random.fromSeed(1).fork(name)),
    Random.fromSeed(1).fork('1').fork('2'),
    Random.fromSeed(1).fork('120'),
    Random.fromSeed(1).fork('12').fork('0'),
    Random.fromSeed(0.5),
    Random.fromSeed(-1),
  ].map((random) => draws(random, 4).join())
  expect(new Set(streams).size).toBe(streams.length)
})

it('draws units strictly between 0 and 1, with the moments of a uniform distribution', () => {
  const random = Random.fromSeed(3)
  const count = 200_000
  let sum = 0
  let squares = 0
  for (let index = 0; index < count; index++) {
    const unit = random.unit()
    expect(unit > 0 && unit < 1).toBe(true)
    sum += unit
    squares += unit * unit
  }
  // Three standard errors.
  expect(Math.abs(sum / count - 1 / 2)).toBeLessThan(3 * Math.sqrt(1 / 12 / count))
  expect(Math.abs(squares / count - 1 / 3)).toBeLessThan(3 * Math.sqrt(4 / 45 / count))
})

it('draws each number below a bound', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 20 }), (seed, bound) => {
      const random = Random.fromSeed(seed)
      const seen = new Set(Array.from({ length: bound * 40 }, () => random.below(bound)))
      expect(Math.max(...seen)).toBeLessThan(bound)
      expect(seen.size).toBe(bound)
    }),
    { seed: 11 },
  )
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pow } from '../../../engine/core/math.ts'
import { Random } from '../../../engine/core/random.ts'
import { KeySpace, ZipfianRanks } from '../../../engine/workload/keys.ts'

const COUNT = 100_000

it('draws zipfian ranks by their weights', () => {
  const ranks = new ZipfianRanks(0.99)
  const random = Random.fromSeed(2)
  const hits = new Float64Array(100)
  for (let index = 0; index < COUNT; index++) hits[ranks.draw(random, 100)]++
  const weights = Array.from({ length: 100 }, (_, rank) => (rank + 1) ** -0.99)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (const rank of [0, 1, 2, 9, 50]) {
    const share = weights[rank] / total
    expect(Math.abs(hits[rank] / COUNT - share)).toBeLessThan(4 * Math.sqrt(share / COUNT))
  }
})

it('draws the rank that a search from the first one finds, however many there are and become', () => {
  const counts = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9_000 })),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  fc.assert(
    fc.property(
      fc.integer(),
      fc.double({ min: 0, max: 3, noNaN: true }),
      counts,
      (seed, exponent, counts) => {
        const ranks = new ZipfianRanks(exponent)
        const [one, other] = [Random.fromSeed(seed), Random.fromSeed(seed)]
        for (const count of counts) {
          const sums: number[] = []
          for (let rank = 0; rank < count; rank++)
            sums.push((sums.at(-1) ?? 0) + pow(rank + 1, -exponent))
          for (let draw = 0; draw < 50; draw++) {
            const wanted = other.unit() * sums[count - 1]
            expect(ranks.draw(one, count)).toBe(sums.findIndex((sum) => sum >= wanted))
          }
        }
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

it('follows the newest key where the latest are popular', () => {
  const keys = new KeySpace({ count: 10, distribution: 'latest', exponent: 0.99 })
  expect([keys.insert(), keys.insert()]).toEqual([10, 11])
  const random = Random.fromSeed(3)
  const hits = new Float64Array(12)
  for (let index = 0; index < COUNT; index++) hits[keys.pick(random)]++
  expect(hits.indexOf(Math.max(...hits))).toBe(11)
  expect(Math.min(...hits)).toBe(hits[0])
})

it('draws every key of a uniform choice about equally often', () => {
  const keys = new KeySpace({ count: 8, distribution: 'uniform', exponent: 0.99 })
  const random = Random.fromSeed(4)
  const hits = new Float64Array(8)
  for (let index = 0; index < COUNT; index++) hits[keys.pick(random)]++
  for (const hit of hits)
    expect(Math.abs(hit / COUNT - 1 / 8)).toBeLessThan(4 * Math.sqrt(0.11 / COUNT))
})

import { expect, it } from 'vitest'
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

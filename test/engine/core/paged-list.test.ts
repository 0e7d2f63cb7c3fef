import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PagedList } from '../../../engine/core/paged-list.ts'

const steps = fc.array(
  fc.record({ isCut: fc.boolean(), count: fc.integer({ min: 0, max: 1_500 }) }),
  { maxLength: 12 },
)

it('holds what an array holds, however it grows and is cut back', () => {
  fc.assert(
    fc.property(steps, (steps) => {
      const list = new PagedList<number>()
      const array: number[] = []
      for (const { isCut, count } of steps) {
        if (isCut) {
          const length = Math.max(0, array.length - count)
          expect(list.cut(length)).toEqual(array.splice(length))
        } else {
          const first = array.length
          for (let item = first; item < first + count; item++) {
            list.push(item)
            array.push(item)
          }
        }
        expect(list.length).toBe(array.length)
        expect(list.slice(0, list.length)).toEqual(array)
      }
    }),
  )
})

it('gives slices as an array does, over pages and beyond its end', () => {
  const list = new PagedList<number>()
  for (let item = 0; item < 3_000; item++) list.push(item)
  expect(list.slice(1_020, 1_030)).toEqual([
    1_020, 1_021, 1_022, 1_023, 1_024, 1_025, 1_026, 1_027, 1_028, 1_029,
  ])
  expect(list.slice(2_998, 9_999)).toEqual([2_998, 2_999])
  expect(list.slice(5_000, 9_999)).toEqual([])
  expect(list.slice(7, 7)).toEqual([])
})

it('has nothing where it holds nothing', () => {
  const list = new PagedList<string>()
  for (const item of ['a', 'b', 'c']) list.push(item)
  list.cut(1)
  expect([-1, 0, 1, 2, 3, 5_000].map((place) => list.at(place))).toEqual([
    undefined,
    'a',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimNames, namesFromOthers, releaseNames } from '../../../notebooks/session/names.ts'

const name = fc.constantFrom('a', 'b', 'c', 'd')
const cell = fc.constantFrom('one', 'two', 'three')
const owners = fc
  .array(fc.tuple(name, cell))
  .map((entries): ReadonlyMap<string, string> => new Map(entries))

test('a cell that no longer defines a name has it forgotten', () => {
  const change = claimNames(new Map([['x', 'one']]), 'one', ['y'])
  expect(change.forgotten).toEqual(['x'])
  expect([...change.owners]).toEqual([['y', 'one']])
})

test('a name that another cell took over is not forgotten', () => {
  const change = claimNames(new Map([['x', 'two']]), 'one', [])
  expect(change.forgotten).toEqual([])
})

test('the names of a cell itself are not among those it can take from others', () => {
  const given = new Map([
    ['x', 'one'],
    ['y', 'two'],
  ])
  expect(namesFromOthers(given, 'one')).toEqual(['y'])
})

test('after a claim the cell owns exactly what it defines, and nothing forgotten is owned', () => {
  fc.assert(
    fc.property(owners, cell, fc.uniqueArray(name), (before, claiming, defines) => {
      const { owners: after, forgotten } = claimNames(before, claiming, defines)
      const own = [...after].filter(([, owner]) => owner === claiming).map(([owned]) => owned)
      expect(own.sort()).toEqual([...defines].sort())
      for (const gone of forgotten) expect(after.has(gone)).toBe(false)
      for (const known of before.keys()) {
        expect(after.has(known) || forgotten.includes(known)).toBe(true)
      }
    }),
  )
})

test('releasing cells takes all their names and no other', () => {
  fc.assert(
    fc.property(owners, cell, (before, gone) => {
      const { owners: after, forgotten } = releaseNames(before, new Set([gone]))
      expect([...after.values()]).not.toContain(gone)
      expect(after.size + forgotten.length).toBe(before.size)
    }),
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGiverOf, dependentsOf } from '../../../notebooks/compile/index.ts'

const cell = (id: string, defines: string, uses: string) => ({
  id,
  defines: defines.split(' ').filter(Boolean),
  uses: uses.split(' ').filter(Boolean),
})

describe('a cell is stale when what it takes its names from changes', () => {
  const cells = [
    cell('a', 'x', ''),
    cell('b', 'y', 'x'),
    cell('c', 'x', ''),
    cell('d', '', 'x'),
    cell('e', 'z', 'y nobody'),
    cell('f', '', 'z'),
  ]

  test('the nearest definition above counts', () => {
    expect(dependentsOf(cells, new Set(['c']))).toEqual(['d'])
  })

  test('dependents of dependents are stale too, in document order', () => {
    expect(dependentsOf(cells, new Set(['a']))).toEqual(['b', 'e', 'f'])
  })

  test('the changed cells are not among them', () => {
    expect(dependentsOf(cells, new Set(['a', 'b']))).toEqual(['e', 'f'])
  })

  test('without a definition above, the first below counts', () => {
    const upward = [cell('a', '', 'x'), cell('b', 'x', ''), cell('c', 'x', '')]
    expect(createGiverOf(upward)(0, 'x')).toBe('b')
    expect(dependentsOf(upward, new Set(['c']))).toEqual([])
  })

  test('cells that need each other end', () => {
    const circle = [cell('a', 'x', 'y'), cell('b', 'y', 'x')]
    expect(dependentsOf(circle, new Set(['a']))).toEqual(['b'])
  })

  test('an unknown cell makes nothing stale', () => {
    expect(dependentsOf(cells, new Set(['nobody']))).toEqual([])
  })
})

test('what two changes make stale is what each does, without the changed cells', () => {
  const names = fc.subarray(['x', 'y', 'z', 'w'])
  const notebook = fc
    .array(fc.record({ defines: names, uses: names }), { minLength: 2, maxLength: 8 })
    .map((cells) => cells.map((names, index) => ({ ...names, id: `c${index}` })))
  fc.assert(
    fc.property(notebook, (cells) => {
      const both = dependentsOf(cells, new Set(['c0', 'c1']))
      const each = ['c0', 'c1'].flatMap((id) => dependentsOf(cells, new Set([id])))
      const union = cells.map(({ id }) => id).filter((id) => each.includes(id))
      expect(both).toEqual(union.filter((id) => id !== 'c0' && id !== 'c1'))
    }),
  )
})

test('who gives a name is found as by going up, and then down, cell by cell', () => {
  const names = fc.subarray(['x', 'y', 'z'])
  const notebook = fc
    .array(names, { minLength: 1, maxLength: 9 })
    .map((cells) => cells.map((defines, index) => ({ id: `c${index}`, defines, uses: [] })))
  fc.assert(
    fc.property(notebook, fc.nat(8), fc.constantFrom('x', 'y', 'z', 'w'), (cells, at, name) => {
      const index = at % cells.length
      const nearest = [...cells.slice(0, index).reverse(), ...cells.slice(index + 1)]
      const giver = nearest.find(({ defines }) => defines.includes(name))
      expect(createGiverOf(cells)(index, name)).toBe(giver?.id)
    }),
  )
})

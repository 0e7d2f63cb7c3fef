import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, createCell } from '../../../notebooks/document/index.ts'
import {
  type CellGroup,
  groupCells,
  groupLimit,
  groupSize,
} from '../../../renderer/notebook/cell-groups.ts'

const cells = (count: number, prefix = 'c'): Cell[] =>
  Array.from({ length: count }, (_, at) => createCell('code', `${prefix}${at}`))
const cellsOf = (groups: readonly CellGroup[]) => groups.flatMap((group) => group.cells)
const groupOf = (groups: readonly CellGroup[], id: string) =>
  groups.find((group) => group.cells.some((cell) => cell.id === id))?.key

describe('groups of cells', () => {
  test('hold all cells in order, whatever was done to them, and have keys of their own', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom('insert', 'delete', 'move'), fc.nat(), fc.nat()),
    )
    fc.assert(
      fc.property(fc.nat(120), steps, (count, plan) => {
        let now = cells(count)
        let groups = groupCells(now, [])
        for (const [index, [what, one, other]] of plan.entries()) {
          const [from, to] = [one, other].map((number) => number % (now.length + 1))
          if (what === 'insert') now = now.toSpliced(from, 0, createCell('code', `new${index}`))
          if (what === 'delete') now = now.toSpliced(from, 1)
          if (what === 'move')
            now = now.toSpliced(from, 1).toSpliced(to, 0, ...now.slice(from, from + 1))
          groups = groupCells(now, groups)
          expect(cellsOf(groups)).toEqual(now)
          expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
          for (const group of groups) {
            expect(group.cells.length).toBeGreaterThan(0)
            expect(group.cells.length).toBeLessThanOrEqual(groupLimit)
          }
        }
      }),
    )
  })

  test('are the same objects where nothing changed', () => {
    const now = cells(100)
    const groups = groupCells(now, [])
    expect(groups).toHaveLength(Math.ceil(100 / groupSize))
    const edited = now.with(50, { ...now[50], source: 'edited' } as Cell)
    const after = groupCells(edited, groups)
    expect(after.map((group, at) => group === groups[at])).toEqual([true, true, false, true, true])
  })

  test('keep their cells when others come and go', () => {
    const now = cells(100)
    const groups = groupCells(now, [])
    const inserted = groupCells(now.toSpliced(10, 0, createCell('code', 'new')), groups)
    const deleted = groupCells(now.toSpliced(10, 1), groups)
    for (const { id } of now) {
      expect(groupOf(inserted, id)).toBe(groupOf(groups, id))
      if (id !== 'c10') expect(groupOf(deleted, id)).toBe(groupOf(groups, id))
    }
    expect(groupOf(inserted, 'new')).toBe(groupOf(groups, 'c10'))
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inputsOf, type RunRecord, staleCells } from '../../../notebooks/session/stale.ts'

interface Step {
  readonly cell: string
  readonly defines?: readonly string[]
  readonly uses?: readonly string[]
}

/** The records of cells that ran one after the other; the source of a cell is its id. */
function recordsOf(steps: readonly Step[]) {
  const records = new Map<string, RunRecord>()
  const owners = new Map<string, string>()
  for (const [index, { cell, defines = [], uses = [] }] of steps.entries()) {
    const inputs = inputsOf(uses, owners, records)
    records.set(cell, { run: index + 1, source: cell, defines, uses, inputs })
    for (const name of defines) owners.set(name, cell)
  }
  return records
}

const cells = (...ids: string[]) => ids.map((id) => ({ id, source: id }))
const stale = (ids: string[], steps: Step[]) => [...staleCells(cells(...ids), recordsOf(steps))]

const giver: Step = { cell: 'giver', defines: ['x'] }
const taker: Step = { cell: 'taker', defines: ['y'], uses: ['x'] }
const last: Step = { cell: 'last', uses: ['y'] }

test('after a run from top to bottom nothing is stale', () => {
  expect(stale(['giver', 'taker', 'last'], [giver, taker, last])).toEqual([])
})

test('a cell that never ran is not stale', () => {
  expect(stale(['giver', 'taker'], [giver])).toEqual([])
})

test('a cell is stale when what it takes was run again, and so is what depends on it', () => {
  const ids = ['giver', 'taker', 'last']
  expect(stale(ids, [giver, taker, last, giver])).toEqual(['taker', 'last'])
  expect(stale(ids, [giver, taker, last, giver, taker])).toEqual(['last'])
  expect(stale(ids, [giver, taker, last, giver, taker, last])).toEqual([])
})

test('an edited cell is stale with everything below that takes from it', () => {
  const edited = [{ id: 'giver', source: 'something else' }, ...cells('taker', 'last')]
  expect([...staleCells(edited, recordsOf([giver, taker, last]))]).toEqual([
    'giver',
    'taker',
    'last',
  ])
})

test('a cell whose giver was deleted is stale', () => {
  expect(stale(['taker'], [giver, taker])).toEqual(['taker'])
})

test('a name that is defined again below does not make the cells between stale', () => {
  const again: Step = { cell: 'again', defines: ['x'] }
  expect(stale(['giver', 'taker', 'again'], [giver, taker, again])).toEqual([])
})

test('a cell that was run out of order, with what a lower cell gave, is stale', () => {
  const again: Step = { cell: 'again', defines: ['x'] }
  expect(stale(['giver', 'taker', 'again'], [giver, again, taker])).toEqual(['taker'])
})

test('a cell that lacked a name is stale when a cell gives it', () => {
  expect(stale(['giver', 'taker'], [taker, giver])).toEqual(['taker'])
})

test('cells that take from each other come to an end', () => {
  const one: Step = { cell: 'one', defines: ['a'], uses: ['b'] }
  const two: Step = { cell: 'two', defines: ['b'], uses: ['a'] }
  expect(stale(['one', 'two'], [one, two, one])).toEqual(['two', 'one'])
})

test('what is stale is what its definition, tried until nothing changes, says', () => {
  const names = fc.subarray(['x', 'y', 'z'])
  const step = fc.record({ at: fc.nat(5), defines: names, uses: names })
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 12 }),
      fc.subarray([0, 1, 2, 3, 4, 5]),
      (runs, edits) => {
        const records = recordsOf(runs.map(({ at, ...step }) => ({ ...step, cell: `c${at}` })))
        const all = [0, 1, 2, 3, 4, 5].map((at) => ({
          id: `c${at}`,
          source: edits.includes(at) ? 'edited' : `c${at}`,
        }))
        expect([...staleCells(all, records)].sort()).toEqual(staleByDefinition(all, records))
      },
    ),
  )
})

type CellText = { readonly id: string; readonly source: string }

function staleByDefinition(all: readonly CellText[], records: ReadonlyMap<string, RunRecord>) {
  const giverOf = (index: number, name: string) =>
    [...all.slice(0, index).reverse(), ...all.slice(index + 1)].find(({ id }) =>
      records.get(id)?.defines.includes(name),
    )?.id ?? ''
  const stale = new Set<string>()
  for (let before = -1; before !== stale.size; ) {
    before = stale.size
    for (const [index, { id, source }] of all.entries()) {
      const record = records.get(id)
      const tookOld = record?.uses.some((name) => {
        const giver = giverOf(index, name)
        return stale.has(giver) || records.get(giver)?.run !== record.inputs.get(name)
      })
      if (record && (record.source !== source || tookOld)) stale.add(id)
    }
  }
  return [...stale].sort()
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildTimeline, OperationClass, thin } from '../../../../engine/timeline/index.ts'
import { operationsCsv } from '../../../../renderer/timeline/panels/operations/operation-csv.ts'
import {
  orderOperations,
  sortStably,
} from '../../../../renderer/timeline/panels/operations/operation-order.ts'
import { operationRow } from '../../../../renderer/timeline/panels/operations/operation-row.ts'
import {
  laidOut,
  rowsInSight,
  scrollToRow,
  topRow,
} from '../../../../renderer/timeline/panels/operations/tall-rows.ts'
import { failover, staleQuorum } from './runs.ts'

const TIMELINE = buildTimeline(failover().recording)
const NATURAL = { column: 'number', isDescending: false } as const
const idsOf = (filter: Parameters<typeof orderOperations>[1]) => [
  ...orderOperations(TIMELINE, filter, NATURAL),
]

describe('Operations in order', () => {
  it('are sorted by any whole numbers, equal ones as they stood', () => {
    const numbers = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 ** 47 })),
    )
    fc.assert(
      fc.property(numbers, (values) => {
        const ids = Int32Array.from(values.keys())
        const expected = [...ids].sort((a, b) => values[a] - values[b] || a - b)
        expect([...sortStably(ids, (id) => values[id])]).toEqual(expected)
      }),
      { seed: 42 },
    )
  })

  it('go by how long they took, those that never ended last, and the other way round', () => {
    const { invoked, returned } = TIMELINE.operations
    const took = (id: number) => returned[id] - invoked[id]
    const rising = [...orderOperations(TIMELINE, {}, { column: 'took', isDescending: false })]
    expect(rising.map(took)).toEqual(rising.map(took).sort((a, b) => a - b))
    const falling = [...orderOperations(TIMELINE, {}, { column: 'took', isDescending: true })]
    expect(falling).toEqual(rising.toReversed())
  })

  it('go by name where a column has names, with numbers in them as numbers', () => {
    const rows = [...orderOperations(TIMELINE, {}, { column: 'client', isDescending: false })]
    const names = rows.map((id) => operationRow(TIMELINE, id).client)
    expect([...new Set(names)]).toEqual(['c1', 'c2', 'c3'])
    expect(names).toEqual(names.toSorted())
  })
})

describe('The filter of operations', () => {
  it('leaves those of a class, client, key, kind and replica', () => {
    const { ending, session, key, action, node, length } = TIMELINE.operations
    const all = Array.from({ length }, (_, id) => id)
    const failed = OperationClass.failed
    expect(idsOf({ ending: failed })).toEqual(all.filter((id) => ending[id] === failed))
    expect(idsOf({ session: 1, key: 2, action: 0, node: 1 })).toEqual(
      all.filter((id) => session[id] === 1 && key[id] === 2 && action[id] === 0 && node[id] === 1),
    )
  })

  it('finds every word of a text somewhere in a row', () => {
    const { length } = TIMELINE.operations
    const found = idsOf({ text: 'c2 WRITE k3' })
    const rows = Array.from({ length }, (_, id) => operationRow(TIMELINE, id))
    expect(found).toEqual(
      rows
        .filter(({ client, action, key }) => client === 'c2' && action === 'write' && key === 'k3')
        .map(({ id }) => id),
    )
    expect(found.length).toBeGreaterThan(0)
    expect(idsOf({ text: '17' })).toEqual([17])
    expect(idsOf({ text: 'nobody' })).toEqual([])
  })

  it('leaves those that were under way in a window', () => {
    const { invoked, returned } = TIMELINE.operations
    const window = { from: 1_200_000, to: 1_201_000 }
    for (const id of idsOf({ window })) {
      expect(invoked[id]).toBeLessThanOrEqual(window.to)
      expect(returned[id]).toBeGreaterThanOrEqual(window.from)
    }
    expect(idsOf({ window }).length).toBeGreaterThan(0)
  })
})

describe('Operations as rows and as CSV', () => {
  it('tell a stale read with its value, time and replica', () => {
    const stale = buildTimeline(staleQuorum().recording)
    const id = [...stale.operations.ending].indexOf(OperationClass.stale)
    const row = operationRow(stale, id)
    expect(row).toMatchObject({ id, action: 'read', ended: 'stale' })
    expect(row.called).toMatch(/ s$/)
    expect(row.took).toMatch(/ (ms|µs)$/)
    expect(row.node).toMatch(/^n\d$/)
  })

  it('hold every operation of the filter, with times unrounded', () => {
    const ids = Int32Array.from(idsOf({ ending: OperationClass.failed }))
    const lines = operationsCsv(TIMELINE, ids).trimEnd().split('\r\n')
    expect(lines[0]).toBe(
      'operation,client,action,key,value,called (µs),returned (µs),took (µs),ended,answered by',
    )
    expect(lines).toHaveLength(ids.length + 1)
    const { invoked } = TIMELINE.operations
    expect(lines[1].split(',')[5]).toBe(String(invoked[ids[0]]))
  })
})

describe('Operations of a recording that holds a part of its run', () => {
  it('are called as in the whole run', () => {
    const part = buildTimeline(thin(failover().recording, { bytes: 4_000 }))
    const { length } = part.operations
    expect(length).toBeLessThan(TIMELINE.operations.length)
    for (let id = 0; id < length; id++) {
      const row = operationRow(part, id)
      const whole = operationRow(TIMELINE, row.number)
      expect(row).toEqual({ ...whole, id, number: whole.id })
    }
  })
})

describe('A list of a million rows', () => {
  const list = { total: 1_000_000, rowHeight: 24, viewHeight: 292 }

  it('is never laid out higher than browsers can', () => {
    expect(laidOut(list)).toBeLessThanOrEqual(8_000_000)
    expect(laidOut({ ...list, total: 100 })).toBe(2_400)
  })

  it('shows its first row at the top and its last at the end', () => {
    expect(rowsInSight(list, 0).first).toBe(0)
    const { first, count } = rowsInSight(list, laidOut(list) - list.viewHeight)
    expect(first + count).toBe(1_000_000)
  })

  it('brings any row into sight, and leaves one alone that is', () => {
    const row = fc.integer({ min: 0, max: 999_999 })
    const scroll = fc.double({ min: 0, max: 7_999_000, noNaN: true })
    fc.assert(
      fc.property(row, scroll, (wanted, scrollTop) => {
        const next = scrollToRow(list, wanted, scrollTop)
        const top = topRow(list, next)
        expect(wanted).toBeGreaterThanOrEqual(top - 1e-6)
        expect(wanted + 1).toBeLessThanOrEqual(top + list.viewHeight / list.rowHeight + 1e-6)
        expect(scrollToRow(list, wanted, next)).toBeCloseTo(next, 3)
      }),
      { seed: 42 },
    )
  })
})

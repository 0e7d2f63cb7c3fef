import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Layout, layOut, timeAt, xOf } from '../../../../engine/timeline/draw/index.ts'
import type { NodeLane, Timeline } from '../../../../engine/timeline/index.ts'
import { handMade } from './hand-made.ts'

/** A cluster of so many nodes, in two regions, with so many clients. */
function cluster(nodes: number, clients: number): Timeline {
  const { nodes: some } = handMade()
  return handMade({
    nodes: Array.from(
      { length: nodes },
      (_, at): NodeLane => ({
        ...some[2],
        endpoint: at,
        name: `n${at + 1}`,
        region: at % 2 === 0 ? 'east' : 'west',
      }),
    ),
    clients: Array.from({ length: clients }, (_, session) => ({
      endpoint: nodes + session,
      session,
      name: `c${session + 1}`,
      region: '',
    })),
  })
}

/** Pairs of rows that lie on each other, and strips that leave their row. */
const faulty = ({ rows }: Layout) =>
  rows.filter(
    ({ top, height, strip }, at) =>
      (at > 0 && rows[at - 1].top + rows[at - 1].height > top) ||
      strip.top < top ||
      strip.top + strip.height > top + height,
  )

describe('the layout of a timeline', () => {
  it('has rows for so many clients as a scenario may have, and says how many there are', () => {
    const { rows, groups } = layOut(cluster(2, 20_000), { width: 800, height: 500 })
    expect(rows.filter(({ kind }) => kind === 'client').length).toBe(1_000)
    expect(groups.at(-1)?.name).toBe('1000 of 20000 clients')
  })

  it('puts the nodes of a region next to each other, and clients below', () => {
    const { rows, groups } = layOut(cluster(4, 2), { width: 800 })
    expect(rows.map(({ name }) => name)).toEqual(['n1', 'n3', 'n2', 'n4', 'c1', 'c2'])
    expect(groups.map(({ name }) => name)).toEqual(['east', 'west', '2 clients'])
  })

  it('shrinks rows as they become many, and names groups where single names have no room', () => {
    const large = layOut(cluster(27, 64), { width: 1_000, height: 560 })
    const small = layOut(cluster(3, 2), { width: 1_000, height: 560 })
    expect(large.sizes.node.height).toBeLessThan(small.sizes.node.height)
    expect(large.rows.filter(({ kind }) => kind === 'client').some(({ hasName }) => hasName)).toBe(
      false,
    )
    expect(large.groups.map(({ name }) => name)).toContain('64 clients')
    expect(large.height).toBe(560)
    expect(large.bodyTop + large.bodyHeight).toBeGreaterThan(560)
  })

  it('leaves as much room for names as is asked for, or as they need', () => {
    const timeline = cluster(3, 2)
    const own = layOut(timeline, { width: 800 }).left
    expect(layOut(timeline, { width: 800 }, { gutter: own + 40 }).left).toBe(own + 40)
    expect(layOut(timeline, { width: 800 }, { gutter: 10 }).left).toBe(own)
  })

  it('never lets rows meet, whatever there is to show', () => {
    const count = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(count, count, fc.integer({ min: 100, max: 2_000 }), (nodes, clients, height) => {
        const layout = layOut(cluster(nodes, clients), { width: 800, height })
        expect(faulty(layout)).toEqual([])
        expect(layout.height).toBeLessThanOrEqual(height)
        expect(layout.rows.length).toBe(nodes + clients)
      }),
    )
  })

  it('leaves out whom the filter leaves out', () => {
    const endpoints = new Set([0, 2, 4])
    const layout = layOut(handMade(), { width: 800 }, { filter: { endpoints } })
    expect(layout.rows.map(({ name }) => name)).toEqual(['n1', 'n3', 'c2'])
    expect(layout.rowOf[1]).toBeUndefined()
  })

  it('finds the moment of a place, and the place of a moment', () => {
    const layout = layOut(handMade(), { width: 800 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (time) => {
        const window = { from: 250_000, to: 750_000 }
        expect(timeAt(layout, window, xOf(layout, window, time))).toBeCloseTo(time, 3)
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import {
  type Batch,
  drawEmphasis,
  drawLegend,
  drawSmall,
  drawTimeline,
  type Emphasis,
  layOut,
  layOutSmall,
  legendOf,
  prepareTimeline,
  usePrepared,
  xOf,
} from '../../../../engine/timeline/draw/index.ts'
import { END, handMade, steps, viewOf, WHOLE } from './hand-made.ts'

const timeline = handMade()
const layout = layOut(timeline, { width: 960 })
const view = viewOf(timeline)

const NOTHING: Emphasis = {
  cursor: 0,
  hover: undefined,
  brush: undefined,
  operations: [],
  messages: [],
}

const named = (batches: readonly Batch[], what: string): Batch | undefined =>
  batches.find((batch) => batch.what === what)

const textsOf = (batches: readonly Batch[], what: string): string[] =>
  batches.flatMap((batch) =>
    batch.what === what && batch.shape === 'texts' ? batch.texts.map(({ text }) => text) : [],
  )

describe('what moves above a timeline', () => {
  it('is a cursor at its moment, which says when that is', () => {
    const batches = drawEmphasis(timeline, view, layout, { ...NOTHING, cursor: 450_000 })
    const line = named(batches, 'cursor')
    expect(line?.shape === 'lines' && line.places[0]).toBeCloseTo(xOf(layout, WHOLE, 450_000))
    expect(textsOf(batches, 'cursor time')).toEqual(['0.450 s'])
  })

  it('has no cursor where its moment is out of sight', () => {
    const near = viewOf(timeline, { from: 0, to: 100_000 })
    const batches = drawEmphasis(timeline, near, layout, { ...NOTHING, cursor: 450_000 })
    expect(named(batches, 'cursor')).toBeUndefined()
  })

  it('hides whole labels of ticks below the time of the cursor, and no others', () => {
    const batches = drawEmphasis(timeline, view, layout, { ...NOTHING, cursor: 400_000 })
    const ground = named(batches, 'ground of cursor time')
    expect(ground?.shape === 'rectangles' && ground.places.length / 4).toBe(1)
  })

  it('marks what is picked out, and a stretch that is being picked', () => {
    const batches = drawEmphasis(timeline, view, layout, {
      ...NOTHING,
      operations: [1],
      messages: [0, 2],
      brush: { from: 100_000, to: 200_000 },
    })
    expect(named(batches, 'picked operation')?.ids).toEqual([1])
    expect(named(batches, 'picked message')?.ids).toEqual([0])
    const brush = named(batches, 'brush')
    expect(brush?.shape === 'rectangles' && brush.places[0]).toBeCloseTo(
      xOf(layout, WHOLE, 100_000),
    )
  })
})

describe('messages that are picked out', () => {
  const batches = drawEmphasis(timeline, view, layout, {
    ...NOTHING,
    messages: [0, 1, 2, 3],
    decisive: [1, 2],
  })

  it('are told apart by what became of them, and what came too late by its own line', () => {
    expect(named(batches, 'picked message')?.ids).toEqual([0])
    expect(named(batches, 'decisive message')?.ids).toEqual([1])
    expect(named(batches, 'picked lost message')?.ids).toEqual([2, 3])
  })

  it('keep the sign of why they never arrived', () => {
    expect(named(batches, 'end of a picked message')?.ids).toEqual([0])
    expect(named(batches, 'end of a picked lost message (cross)')?.ids).toEqual([2])
    expect(named(batches, 'end of a picked lost message (crossedRing)')?.ids).toEqual([3])
  })

  it('keep their names above their lines', () => {
    const lines = batches.findIndex(({ what }) => what === 'picked message')
    const words = batches.findIndex(({ what }) => what === 'message words')
    expect(words).toBeGreaterThan(lines)
  })
})

describe('a run at a glance', () => {
  const small = layOutSmall(layout, 40)
  const batches = drawSmall(timeline, small)

  it('has a line for each node, in the same field of time', () => {
    expect(small.rows.map(({ name }) => name)).toEqual(['n1', 'n2', 'n3'])
    expect([small.left, small.right]).toEqual([layout.left, layout.right])
    const bottom = Math.max(...small.rows.map(({ top, height }) => top + height))
    expect(bottom).toBeLessThanOrEqual(40)
  })

  it('shows faults, who leads, and what clients were not given', () => {
    expect(named(batches, 'fault bar')?.ids).toEqual([0])
    expect(named(batches, 'state up leader')?.ids).toEqual([0, 1])
    expect(named(batches, 'lost')?.ids).toEqual([1])
    expect(named(batches, 'stale')?.ids).toEqual([3])
  })
})

describe('clocks', () => {
  const [first, ...others] = timeline.nodes
  const clockAhead = steps([200_000, 0], [200_000, 40_000])
  const skewed = handMade({ nodes: [{ ...first, clockAhead }, ...others] })
  const { batches } = drawTimeline(skewed, viewOf(skewed), layOut(skewed, { width: 960 }))

  it('that are wrong say by how much, and since when', () => {
    expect(textsOf(batches, 'clock words')).toEqual(['clock 40.0 ms ahead'])
    const sign = named(batches, 'clock')
    expect(sign?.shape === 'glyphs' && sign.places[0]).toBeCloseTo(xOf(layout, WHOLE, 200_000))
  })

  it('that are right say nothing', () => {
    const drawing = drawTimeline(timeline, view, layout)
    expect(named(drawing.batches, 'clock')).toBeUndefined()
  })
})

describe('a legend', () => {
  const entries = legendOf(drawTimeline(timeline, view, layout))

  it('shows patterns on their grounds', () => {
    const down = entries.find(({ name }) => name === 'down')
    expect(down?.samples.map(({ style }) => style.pattern)).toEqual([undefined, 'hatch'])
  })

  it('stays within its width, in as many lines as that takes', () => {
    const wide = drawLegend(entries, 960, 0)
    const narrow = drawLegend(entries, 320, 0)
    expect(narrow.height).toBeGreaterThan(wide.height)
    const words = narrow.batches.find((batch) => batch.what === 'legend' && batch.shape === 'texts')
    expect(words?.shape === 'texts' && Math.max(...words.texts.map(({ x }) => x))).toBeLessThan(320)
  })
})

describe('preparing a timeline', () => {
  it('changes nothing of its picture, also where another thread did it', () => {
    const fresh = handMade({ marks: { ...timeline.marks, length: 0 }, endMicros: END })
    const prepared = structuredClone(prepareTimeline(fresh))
    const before = drawTimeline(fresh, viewOf(fresh), layout)
    const other = { ...fresh }
    usePrepared(other, prepared)
    expect(drawTimeline(other, viewOf(other), layout)).toEqual(before)
  })
})

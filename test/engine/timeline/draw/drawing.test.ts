import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Batch,
  type Drawing,
  drawTimeline,
  layOut,
} from '../../../../engine/timeline/draw/index.ts'
import { MessageFate } from '../../../../engine/timeline/index.ts'
import {
  densityOf,
  END,
  handMade,
  messageLines,
  NONE,
  type Sent,
  viewOf,
  WHOLE,
} from './hand-made.ts'

const SIZE = { width: 960 }

function draw(timeline = handMade(), window = WHOLE): Drawing {
  return drawTimeline(timeline, viewOf(timeline, window), layOut(timeline, SIZE))
}

const called = ({ batches }: Drawing, what: RegExp): Batch[] =>
  batches.filter((batch) => what.test(batch.what))

const textsOf = (drawing: Drawing) =>
  drawing.batches.flatMap((batch) => (batch.shape === 'texts' ? batch.texts : []))

const idsOf = (drawing: Drawing, what: RegExp) =>
  called(drawing, what).flatMap(({ ids }) => [...(ids ?? [])])

describe('the drawing of a timeline', () => {
  it('tells of a failover in words', () => {
    const words = textsOf(draw()).map(({ text }) => text)
    expect(words).toEqual(
      expect.arrayContaining([
        'n1',
        'leader · term 1',
        'down',
        'recovering',
        'leader · term 2',
        'crash leader',
        'becomes leader',
        'log truncated',
        '2 clients',
      ]),
    )
  })

  it('tells states apart without their colours', () => {
    const drawing = draw()
    expect(called(drawing, /^health down$/)[0].style.pattern).toBe('hatch')
    expect(called(drawing, /^health recovering$/)[0].style.pattern).toBe('dots')
    expect(called(drawing, /^state up candidate$/)[0].style.dash).toBeDefined()
  })

  it('has a sign of its own for each way in which an operation does not end well', () => {
    const signs = called(draw(), /^sign of /)
    expect(signs.map(({ what, ids }) => [what, ids])).toEqual([
      ['sign of unknown', [2]],
      ['sign of open', [4]],
      ['sign of stale', [3]],
      ['sign of lost', [1]],
    ])
  })

  it('marks the end of what never arrived, by why it did not', () => {
    const drawing = draw()
    expect(idsOf(drawing, /^message lost$/)).toEqual([2, 3])
    expect(idsOf(drawing, /^end of a lost message \(cross\)$/)).toEqual([2])
    expect(idsOf(drawing, /^end of a lost message \(crossedRing\)$/)).toEqual([3])
  })

  it('draws nothing of a lane outside its row', () => {
    const timeline = handMade()
    const layout = layOut(timeline, SIZE)
    const drawing = drawTimeline(timeline, viewOf(timeline), layout)
    for (const batch of called(drawing, /^(state|health) /)) {
      if (batch.shape !== 'rectangles') continue
      batch.ids?.forEach((endpoint, at) => {
        const { top, height } = layout.rows[layout.rowOf[endpoint]!]
        expect(batch.places[4 * at + 1]).toBeGreaterThanOrEqual(top)
        expect(batch.places[4 * at + 1] + batch.places[4 * at + 3]).toBeLessThanOrEqual(
          top + height,
        )
      })
    }
    for (const batch of called(drawing, /^(log|committed)$/)) {
      if (batch.shape !== 'polylines') continue
      batch.ids?.forEach((endpoint, at) => {
        const { top, height } = layout.rows[layout.rowOf[endpoint]!]
        const heights = batch.lines[at].filter((_, corner) => corner % 2 === 1)
        expect(Math.min(...heights)).toBeGreaterThanOrEqual(top)
        expect(Math.max(...heights)).toBeLessThanOrEqual(top + height)
      })
    }
  })

  it('draws nothing beside the field of time, wherever the window is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: END - 1_000 }),
        fc.integer({ min: 100, max: END }),
        (from, length) => {
          const drawing = draw(handMade(), { from, to: from + length })
          const { left, right } = layOut(handMade(), SIZE)
          const inField = called(drawing, /^(state|health|operation|message|fault|log)/)
          for (const batch of inField) {
            if (batch.shape === 'rectangles')
              for (let at = 0; at < batch.places.length; at += 4) {
                expect(batch.places[at]).toBeGreaterThanOrEqual(left - 0.01)
                expect(batch.places[at] + batch.places[at + 2]).toBeLessThanOrEqual(right + 2)
              }
            if (batch.shape === 'lines')
              for (let at = 0; at < batch.places.length; at += 2) {
                expect(batch.places[at]).toBeGreaterThanOrEqual(left - 0.01)
                expect(batch.places[at]).toBeLessThanOrEqual(right + 0.01)
              }
          }
        },
      ),
    )
  })

  it('lets no words in one line meet', () => {
    for (const batch of draw().batches) {
      if (batch.shape !== 'texts' || batch.anchor !== 'start') continue
      const places = batch.texts.map(({ x, y }) => `${x} ${y}`)
      expect(new Set(places).size).toBe(places.length)
    }
  })

  it('counts every lost message at any zoom, also where messages are many', () => {
    const fates = [MessageFate.delivered, MessageFate.lost, MessageFate.cut]
    const message = fc.record({
      sent: fc.integer({ min: 0, max: END - 1 }),
      from: fc.integer({ min: 0, max: 2 }),
      to: fc.integer({ min: 0, max: 2 }),
      fate: fc.constantFrom(...fates),
    })
    fc.assert(
      fc.property(fc.array(message), fc.integer({ min: 1, max: 500 }), (sent, bins) => {
        const all: Sent[] = sent.map((one) => ({ ...one, ended: one.sent }))
        all.sort((a, b) => a.sent - b.sent)
        const timeline = handMade({ messages: messageLines(all) })
        const view = { ...viewOf(timeline), messages: densityOf(timeline, WHOLE, bins) }
        const drawing = drawTimeline({ ...timeline }, view, layOut(timeline, SIZE))
        const signs = called(drawing, /^messages lost$/).filter(({ shape }) => shape === 'glyphs')
        const counted = signs.flatMap(({ ids }) => [...(ids ?? [])]).reduce((a, b) => a + b, 0)
        expect(counted).toBe(all.filter(({ fate }) => fate !== MessageFate.delivered).length)
      }),
    )
  })

  it('says what it is of to those who do not see it', () => {
    const { title, description } = draw()
    expect(title).toBe('Timeline of single-leader, 1.00 s')
    expect(description).toContain('crash leader from 0.300 s to 0.800 s')
    expect(description).toContain('Leaders: n2 at 0.450 s.')
    expect(description).toContain('1 unknown, 1 open, 1 stale, 1 lost')
    expect(description).toContain('6 messages, of which 2 never arrived')
  })

  it('is empty of operations and messages where there are none', () => {
    const timeline = handMade()
    const none = { form: 'each', ids: NONE } as const
    const view = { ...viewOf(timeline), operations: none, messages: none, marks: none }
    const drawing = drawTimeline(timeline, view, layOut(timeline, SIZE))
    expect(called(drawing, /^(message|operation|mark)/)).toEqual([])
  })
})

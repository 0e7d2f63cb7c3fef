import { describe, expect, it } from 'vitest'
import { drawTimeline, layOut, widthOf } from '../../../../engine/timeline/draw/index.ts'
import { OperationClass, type Timeline } from '../../../../engine/timeline/index.ts'
import { type Called, handMade, operationBars, steps, viewOf, WHOLE } from './hand-made.ts'

const SIZE = { width: 960 }

const batchesOf = (timeline: Timeline, window = WHOLE) => {
  const view = viewOf(timeline, window)
  return drawTimeline(timeline, view, layOut(timeline, SIZE)).batches
}

/** By operation: what stands on its bar or beside it, and where. */
function placesOf(timeline: Timeline, window = WHOLE) {
  const places = new Map<number, { readonly text: string; readonly x: number }>()
  for (const batch of batchesOf(timeline, window)) {
    if (batch.shape !== 'texts' || batch.what !== 'operation words') continue
    batch.texts.forEach((place, at) => {
      places.set(batch.ids![at], place)
    })
  }
  return places
}

const wordsOf = (timeline: Timeline, window = WHOLE): Map<number, string> =>
  new Map([...placesOf(timeline, window)].map(([id, { text }]) => [id, text]))

const called = (
  invoked: number,
  returned: number,
  action: 0 | 1,
  ending: OperationClass,
): Called => ({ invoked, returned, session: 0, action, ending })

describe('words of operations', () => {
  it('say on wide bars what was asked, what was answered, and how it ended badly', () => {
    const words = wordsOf(handMade())
    expect(words.get(0)).toBe('x = "new"')
    expect(words.get(2)).toMatch(/^write x = "new", unknown$/)
  })

  it('stand beside narrow bars of which a reader wants to know most', () => {
    const words = wordsOf(handMade())
    expect(words.get(1)).toBe('write x = "new", lost')
    expect(words.get(3)).toBe('read x = "new", stale')
  })

  it('are longer from near', () => {
    expect(wordsOf(handMade(), { from: 50_000, to: 200_000 }).get(0)).toBe('write x = "new"')
  })

  it('stand before a bar where another one follows at once', () => {
    const operations = operationBars([
      called(600_000, 610_000, 1, OperationClass.lost),
      called(630_000, 900_000, 1, OperationClass.ok),
    ])
    const timeline = handMade({ operations })
    const bar = batchesOf(timeline).find(({ what }) => what === 'operation lost write')
    const { text, x } = placesOf(timeline).get(0)!
    expect(text).toBe('write x = "new", lost')
    expect(bar?.shape === 'rectangles' && bar.places[0]).toBeGreaterThan(x)
  })

  it('never reach into the next bar of their line, nor out of the field of time', () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      called(at * 16_000, at * 16_000 + 3_000 + 400 * (at % 9), 1, OperationClass.lost),
    )
    const timeline = handMade({ operations: operationBars(many) })
    const { left, right } = layOut(timeline, SIZE)
    const batches = batchesOf(timeline)
    const bars = batches.flatMap((batch) =>
      batch.shape === 'rectangles' && batch.what.startsWith('operation ') ? [...batch.places] : [],
    )
    for (const batch of batches) {
      if (batch.shape !== 'texts' || batch.what !== 'operation words') continue
      for (const { x, y, text } of batch.texts) {
        const end = x + widthOf(text, batch.size)
        expect(x).toBeGreaterThanOrEqual(left)
        expect(end).toBeLessThanOrEqual(right)
        for (let at = 0; at < bars.length; at += 4) {
          const [from, top, width, height] = bars.slice(at, at + 4)
          if (y < top || y > top + height) continue
          const isOwn = x >= from && end <= from + width
          expect(isOwn || end <= from || x >= from + width, `${text} at ${x}`).toBe(true)
        }
      }
    }
  })
})

describe('hints that wait', () => {
  it('are counted on their ground for as long as they wait', () => {
    const timeline = handMade()
    const hints = steps([200_000, 1], [500_000, 0], [600_000, 2], [900_000, 0])
    const [first, ...others] = timeline.nodes
    const batches = batchesOf(handMade({ nodes: [{ ...first, hints }, ...others] }))
    const words = batches.find(({ what }) => what === 'hints words')
    expect(words?.shape === 'texts' && words.texts.map(({ text }) => text)).toEqual([
      '1 hint waits',
      '2 hints wait',
    ])
  })
})

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

  it('never reach into each other, into the next bar of their line, or out of the field of time', () => {
    const many = Array.from({ length: 14 }, (_, at) =>
      called(at * 68_000, at * 68_000 + 3_000 + 7_000 * (at % 9), 1, OperationClass.lost),
    )
    const timeline = handMade({ operations: operationBars(many) })
    const { left, right } = layOut(timeline, SIZE)
    const bar = batchesOf(timeline).find(({ what }) => what === 'operation lost write')
    const bars = bar?.shape === 'rectangles' ? bar.places : []
    const words = [...placesOf(timeline)].sort(([, one], [, other]) => one.x - other.x)
    expect(words.length).toBeGreaterThan(10)
    let end = left
    for (const [id, { text, x }] of words) {
      expect(x, text).toBeGreaterThanOrEqual(end)
      end = x + widthOf(text, 10)
      expect(end).toBeLessThanOrEqual(right)
      const met = many.flatMap((_, at) => {
        const [from, , width] = bars.slice(4 * at, 4 * at + 4)
        return x < from + width && end > from ? [at] : []
      })
      expect(met.filter((at) => at !== id)).toEqual([])
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

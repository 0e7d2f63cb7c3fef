import { describe, expect, it } from 'vitest'
import { buffersOf } from '../../../renderer/timeline/worker/buffers.ts'
import { handMade } from '../../engine/timeline/draw/hand-made.ts'

describe('the columns of a timeline', () => {
  it('are handed over whole, each once', () => {
    const { run: _, ...timeline } = handMade()
    const buffers = buffersOf(timeline)
    expect(new Set(buffers).size).toBe(buffers.length)
    expect(buffers).toContain(timeline.messages.sent.buffer)
    const moved = structuredClone(timeline, { transfer: buffers })
    expect(timeline.messages.sent.length).toBe(0)
    expect(moved.messages.sent.length).toBe(moved.messages.length)
    expect(moved.nodes[0].log.values.length).toBe(4)
  })

  it('are found once, also in what contains itself or holds nothing else', () => {
    const column = new Float64Array(4)
    const itself: Record<string, unknown> = { column, again: [column], none: null, word: 'text' }
    itself.self = itself
    expect(buffersOf(itself)).toEqual([column.buffer])
    expect(buffersOf(undefined)).toEqual([])
  })
})

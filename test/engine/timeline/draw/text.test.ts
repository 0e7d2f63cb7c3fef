import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elide, widthOf } from '../../../../engine/timeline/draw/text.ts'

describe('texts in a picture', () => {
  it('keep their beginning and their end where there is no room', () => {
    expect(elide('replica-in-frankfurt-1', 90, 12)).toMatch(/^repl.*….*t-1$/)
    expect(elide('n1', 90, 12)).toBe('n1')
    expect(elide('replica', 5, 12)).toBe('')
  })

  it('are measured as far as a picture could be wide, however long they are', () => {
    const long = 'n'.repeat(10_000_000)
    expect(widthOf(long, 12)).toBe(widthOf('n'.repeat(1_000), 12))
    expect(widthOf(elide(long, 90, 12), 12)).toBeLessThanOrEqual(90)
  })

  it('are never wider than the room that they are given', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 300 }), (text, room) => {
        expect(widthOf(elide(text, room, 12), 12)).toBeLessThanOrEqual(room)
      }),
    )
  })
})

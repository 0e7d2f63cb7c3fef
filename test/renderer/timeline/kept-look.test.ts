import { describe, expect, it } from 'vitest'
import { layOut } from '../../../engine/timeline/draw/index.ts'
import { MessageFate } from '../../../engine/timeline/index.ts'
import { KeptLook } from '../../../renderer/timeline/look/kept-look.ts'
import { END, handMade, messageLines } from '../../engine/timeline/draw/hand-made.ts'

/** So many messages that a whole run shows them as density. */
const many = Array.from({ length: 20_000 }, (_, at) => {
  const sent = Math.floor((at / 20_000) * END)
  return { sent, ended: sent + 1_000, from: at % 3, to: (at + 1) % 3, fate: MessageFate.delivered }
})
const timeline = handMade({ messages: messageLines(many) })
const layout = layOut(timeline, { width: 900 })

describe('what is kept of a look', () => {
  it('is the same while the window moves a little', () => {
    const kept = new KeptLook(timeline, layout, {})
    const first = kept.at({ from: 400_000, to: 600_000 }, 0, false)
    const second = kept.at({ from: 420_000, to: 620_000 }, 0, false)
    expect(second.view.messages).toBe(first.view.messages)
    expect(second.isExact).toBe(true)
    expect(second.view.window).toEqual({ from: 420_000, to: 620_000 })
  })

  it('will do for a moment while the hand magnifies, and is made anew when it rests', () => {
    const kept = new KeptLook(timeline, layout, {})
    const far = kept.at({ from: 0, to: END }, 0, false)
    const closer = kept.at({ from: 400_000, to: 700_000 }, 0, true)
    expect(closer.view.messages).toBe(far.view.messages)
    expect(closer.isExact).toBe(false)
    const atRest = kept.at({ from: 400_000, to: 410_000 }, 0, false)
    expect(atRest.isExact).toBe(true)
    expect(atRest.view.messages.form).toBe('each')
  })

  it('is made anew at once for a window that it does not cover', () => {
    const kept = new KeptLook(timeline, layout, {})
    const one = kept.at({ from: 100_000, to: 110_000 }, 0, false)
    const other = kept.at({ from: 800_000, to: 810_000 }, 0, true)
    expect(other.view.messages).not.toBe(one.view.messages)
    expect(other.isExact).toBe(true)
  })
})

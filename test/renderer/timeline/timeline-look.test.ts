import { describe, expect, it } from 'vitest'
import { watch } from 'vue'
import { useTimelineView } from '../../../renderer/timeline/look/timeline-look.ts'

const END = 1_000_000

describe('a look that panels share', () => {
  it('shows the whole run at first', () => {
    const look = useTimelineView(END)
    expect(look.window.value).toEqual({ from: 0, to: END })
    expect(look.cursor.value).toBe(0)
  })

  it('tells whoever follows it of the same moment', () => {
    const look = useTimelineView(END)
    const seen: number[] = []
    const stop = watch(look.cursor, (time) => seen.push(time), { flush: 'sync' })
    look.moveCursor(123.4)
    look.moveCursor(END * 2)
    stop()
    expect(seen).toEqual([123, END])
  })

  it('follows a cursor that steps out of the window, and not one that is dragged', () => {
    const look = useTimelineView(END, { window: { from: 0, to: 100_000 } })
    look.moveCursor(500_000)
    expect(look.window.value).toEqual({ from: 0, to: 100_000 })
    look.moveCursor(500_000, true)
    expect(look.window.value.to).toBeCloseTo(510_000)
  })

  it('shows what was brushed', () => {
    const look = useTimelineView(END)
    look.brush.value = { from: 200_000, to: 300_000 }
    look.showBrush()
    expect(look.window.value).toEqual({ from: 200_000, to: 300_000 })
    expect(look.brush.value).toBeUndefined()
    look.fit()
    expect(look.window.value).toEqual({ from: 0, to: END })
  })
})

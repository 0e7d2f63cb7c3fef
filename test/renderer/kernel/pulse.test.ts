import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { beatMillis, silentBeats, watchPulse } from '../../../renderer/kernel/pulse.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const beats = (count: number) => vi.advanceTimersByTime(count * beatMillis)

describe('a pulse', () => {
  test('is asked for again and again while answers come', () => {
    const silence = vi.fn()
    const ask = vi.fn(() => pulse.answered())
    const pulse = watchPulse(ask, silence)
    beats(100)
    expect(ask).toHaveBeenCalledTimes(100)
    expect(silence).not.toHaveBeenCalled()
  })

  test('may stop for some beats', () => {
    const silence = vi.fn()
    const pulse = watchPulse(() => undefined, silence)
    beats(silentBeats)
    pulse.answered()
    beats(silentBeats)
    expect(silence).not.toHaveBeenCalled()
  })

  test('that stays away is told once, and is asked for no more', () => {
    const silence = vi.fn()
    const ask = vi.fn()
    watchPulse(ask, silence)
    beats(10 * silentBeats)
    expect(silence).toHaveBeenCalledTimes(1)
    expect(ask).toHaveBeenCalledTimes(silentBeats)
  })

  test('is not asked for once it is stopped', () => {
    const silence = vi.fn()
    const ask = vi.fn()
    watchPulse(ask, silence).stop()
    beats(10 * silentBeats)
    expect(ask).not.toHaveBeenCalled()
    expect(silence).not.toHaveBeenCalled()
  })
})

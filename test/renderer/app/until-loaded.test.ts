import { expect, test, vi } from 'vitest'
import { askAgainMillis, untilLoaded } from '../../../renderer/app/until-loaded.ts'

test('a part is asked for until it comes, with a pause before each time', async () => {
  vi.useFakeTimers()
  let asked = 0
  const part = untilLoaded(async () => {
    asked += 1
    if (asked < 3) throw new Error('The server is gone.')
    return 'part'
  })
  await vi.advanceTimersByTimeAsync(askAgainMillis - 1)
  expect(asked).toBe(1)
  await vi.advanceTimersByTimeAsync(askAgainMillis + 1)
  expect(await part).toBe('part')
  expect(asked).toBe(3)
  vi.useRealTimers()
})

import { expect, test } from 'vitest'
import { inTime } from '../../../renderer/host/in-time.ts'

test('an answer that comes in time is given', async () => {
  expect(await inTime(Promise.resolve('yes'), 50)).toBe('yes')
})

test('an answer that does not come is not waited for', async () => {
  expect(await inTime(new Promise(() => undefined), 10)).toBeUndefined()
})

test('what goes wrong in time is told', async () => {
  await expect(inTime(Promise.reject(new Error('no')), 50)).rejects.toThrow('no')
})

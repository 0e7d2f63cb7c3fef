import { expect, test } from 'vitest'
import { endOfExit } from '../../../main/host/kernel-end.ts'
import { defaultChildLimits } from '../../../main/host/limits.ts'

const exit = { code: null, signal: null, standardError: '', wasReady: true }
test.each([
  [
    { ...exit, signal: 'SIGABRT', standardError: 'FATAL ERROR: x JavaScript heap out of memory' },
    'kernel/memory-limit',
  ],
  [{ ...exit, code: 1, standardError: 'Error: x' }, 'kernel/crashed'],
  [{ ...exit, code: 9, wasReady: false }, 'kernel/not-started'],
])('an exit %j is told in one sentence', (given, code) => {
  const end = endOfExit(given, defaultChildLimits)
  expect(end.code).toBe(code)
  expect(end.message).toMatch(/^[^\n]+\.$/)
})

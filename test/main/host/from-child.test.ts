import { expect, test } from 'vitest'
import { parseFromKernel } from '../../../main/host/from-child.ts'
import { endOfExit } from '../../../main/host/kernel-end.ts'
import { defaultChildLimits } from '../../../main/host/limits.ts'

const good = [
  { type: 'ready', engine: '1' },
  { type: 'stream', run: 1, name: 'stdout', text: 'x' },
  { type: 'display', run: 1, role: 'result', data: { 'text/plain': '1' }, metadata: {} },
  { type: 'progress', run: 1, fraction: 0.5, label: 'x' },
  { type: 'done', run: 1, status: 'ok' },
]
test.each(good)('a message $type is taken', (message) => {
  expect(parseFromKernel(JSON.stringify(message))).toEqual(message)
})

const bad = [
  '',
  'null',
  '[]',
  '{',
  '{"type":"constructor"}',
  '{"type":"done","run":"1","status":"ok"}',
  '{"type":"done","run":1,"status":"fine"}',
  '{"type":"done","run":1,"status":"error","error":{"name":1}}',
  '{"type":"stream","run":1,"name":"stdin","text":"x"}',
  '{"type":"display","run":1,"role":"result","data":[],"metadata":{}}',
  { type: 'ready', engine: '1' },
]
test.each(bad)('%j is no message', (text) => {
  expect(parseFromKernel(text)).toBeUndefined()
})

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

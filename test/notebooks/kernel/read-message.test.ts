import { expect, test } from 'vitest'
import { parseFromKernel } from '../../../notebooks/kernel/read-message.ts'

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

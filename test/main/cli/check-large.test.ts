import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asEdn, asLog, type RecordedOptions, record } from '../../engine/check/support/recorded.ts'
import { createWorkplace, type Workplace } from './cli-in-process.ts'

let place: Workplace
beforeAll(async () => {
  place = await createWorkplace()
})
afterAll(() => place.remove())

/** Ten times the operations of the recorded files, and more clients. */
const recordings: [string, RecordedOptions][] = [
  ['register.log', { seed: 1, model: 'cas-register', clients: 20, operations: 900 }],
  [
    'timeouts.log',
    { seed: 2, model: 'cas-register', clients: 20, operations: 900, timeouts: 0.05 },
  ],
  ['fifty.log', { seed: 3, model: 'cas-register', clients: 50, operations: 900, timeouts: 0.02 }],
  ['store.txt', { seed: 4, model: 'kv', clients: 10, operations: 3000 }],
]

describe.each(recordings)('%s of a store that is right', (name, options) => {
  test('is linearizable', async () => {
    const events = record(options)
    const text = name.endsWith('.log') ? asLog(events) : asEdn(events)
    const { code, out } = await place.run('check', await place.write(name, text))
    expect([code, out.split('\n')[0]]).toEqual([0, `${name}: linearizable`])
  })
})

test('one stale read in a large store is found', async () => {
  const options = {
    seed: 5,
    model: 'kv',
    clients: 10,
    operations: 3000,
    hasStaleRead: true,
  } as const
  const path = await place.write('stale.txt', asEdn(record(options)))
  const { code, out } = await place.run('check', path)
  expect([code, out.split('\n')[0]]).toEqual([1, 'stale.txt: NOT linearizable'])
})

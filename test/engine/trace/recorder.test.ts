import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Clock } from '../../../engine/core/clock.ts'
import { EventKind } from '../../../engine/trace/event.ts'
import { Fingerprint } from '../../../engine/trace/fingerprint.ts'
import { CHUNK_EVENTS, Recorder } from '../../../engine/trace/recorder.ts'

function recorded(count: number, limit?: number, change?: number) {
  const clock = new Clock()
  const recorder = new Recorder(clock, limit)
  for (let number = 0; number < count; number++) {
    clock.now = number * 3
    recorder.record(EventKind.store, 1, 2, number, 4, number === change ? 0.5 : number, 6)
  }
  return recorder.take()
}

it('gives back what was recorded, across chunks', () => {
  const trace = recorded(CHUNK_EVENTS * 2 + 5)
  expect(trace.length).toBe(CHUNK_EVENTS * 2 + 5)
  expect(trace.dropped).toBe(0)
  for (const position of [0, CHUNK_EVENTS - 1, CHUNK_EVENTS, CHUNK_EVENTS * 2 + 4]) {
    expect(trace.at(position)).toEqual({
      time: position * 3,
      kind: EventKind.store,
      node: 1,
      peer: 2,
      operation: position,
      key: 4,
      a: position,
      b: 6,
    })
  }
  expect(trace.events(EventKind.store).length).toBe(trace.length)
  expect(trace.events(EventKind.append)).toEqual([])
})

it('keeps what its limit allows, counts the rest, and hashes all', () => {
  const whole = recorded(20_000)
  for (const limit of [0, 1, 5_000, CHUNK_EVENTS, 10_000, 19_999]) {
    const bounded = recorded(20_000, limit)
    expect(bounded.length).toBe(limit)
    expect(bounded.dropped).toBe(20_000 - limit)
    expect(bounded.fingerprint).toBe(whole.fingerprint)
    if (limit > 0) expect(bounded.at(limit - 1)).toEqual(whole.at(limit - 1))
  }
})

it('gives another fingerprint when one number of one event differs, or one event more happened', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (count, place) => {
      const { fingerprint } = recorded(count)
      expect(recorded(count, undefined, place % count || count - 1).fingerprint).not.toBe(
        count === 1 ? recorded(2).fingerprint : fingerprint,
      )
      expect(recorded(count + 1).fingerprint).not.toBe(fingerprint)
    }),
  )
})

const whole = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const real = fc.oneof(whole, fc.maxSafeInteger(), fc.double({ noNaN: true }))
const event = fc.tuple(real, whole, whole, whole, whole, whole, real, real)
type Event = [number, number, number, number, number, number, number, number]

function fingerprintOf(events: readonly Event[]): string {
  const fingerprint = new Fingerprint()
  for (const numbers of events) fingerprint.absorb(...numbers)
  return fingerprint.digest()
}

it('gives another fingerprint whichever number of whichever event is another one', () => {
  const run = fc.array(event, { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(run, fc.nat(), fc.nat(7), real, whole, (events, place, column, other, number) => {
      const changed = events.map((numbers): Event => [...numbers])
      const isReal = column === 0 || column > 5
      changed[place % events.length][column] = isReal ? other : number
      const isSame =
        changed[place % events.length][column] === events[place % events.length][column]
      expect(fingerprintOf(changed) === fingerprintOf(events)).toBe(isSame)
    }),
    { numRuns: 2_000 },
  )
})

it('scatters events that hardly differ over all fingerprints', () => {
  const seen = new Set<string>()
  const high = new Set<string>()
  const low = new Set<string>()
  for (let time = 0; time < 20; time++) {
    for (let operation = 0; operation < 20; operation++) {
      for (let a = 0; a < 20; a++) {
        const digest = fingerprintOf([[time, 3, 1, 2, operation, 4, a, 80]])
        seen.add(digest)
        high.add(digest.slice(0, 8))
        low.add(digest.slice(8))
      }
    }
  }
  expect(seen.size).toBe(8_000)
  // Of 8,000 random numbers of 32 bits, one in a hundred runs would have two pairs that are equal.
  expect(high.size).toBeGreaterThanOrEqual(7_998)
  expect(low.size).toBeGreaterThanOrEqual(7_998)
})

it('can be read while the run goes on', () => {
  const clock = new Clock()
  const recorder = new Recorder(clock)
  recorder.record(EventKind.restart, 1, -1, -1, -1, 0, 0)
  const before = recorder.take()
  recorder.record(EventKind.pause, 2, -1, -1, -1, 0, 0)
  expect(before.length).toBe(1)
  expect(recorder.take().length).toBe(2)
  expect(recorder.take().fingerprint).not.toBe(before.fingerprint)
  expect(recorder.take().fingerprint).toBe(recorder.take().fingerprint)
})

it('takes down what a message carries besides, and changes nothing that was taken', () => {
  const clock = new Clock()
  const recorder = new Recorder(clock)
  const plain = recorder.take().fingerprint
  for (let message = 0; message < 100; message++) {
    recorder.record(EventKind.send, 0, 1, message, 0, message, 100)
    if (message === 50) recorder.record(EventKind.drop, 1, 0, message, 0, message, 0)
    if (message % 10 === 0) for (const operation of [200, -1, 300]) recorder.carry(operation)
  }
  const { carried, fingerprint } = recorder.take()
  expect(carried.length).toBe(20)
  expect([...carried.message.slice(8, 14)]).toEqual([40, 40, 50, 50, 60, 60])
  expect([...carried.operation.slice(0, 4)]).toEqual([200, 300, 200, 300])
  recorder.carry(400)
  expect(carried.length).toBe(20)
  expect(carried.message.length).toBe(20)
  expect(recorder.take().fingerprint).toBe(fingerprint)
  expect(fingerprint).not.toBe(plain)
})

it('takes down nothing of messages that it does not keep', () => {
  const recorder = new Recorder(new Clock(), 1)
  for (let message = 0; message < 3; message++) {
    recorder.record(EventKind.send, 0, 1, 0, 0, message, 100)
    recorder.carry(7)
  }
  expect([...recorder.take().carried.message]).toEqual([0])
})

it('keeps numbers that are not whole or have more than 32 bits, among events that are narrow', () => {
  const clock = new Clock()
  const recorder = new Recorder(clock)
  const numbers = [1, -7, 2 ** 31 - 1, 2 ** 31, 0.25, -(2 ** 40), 3]
  for (const number of numbers) recorder.record(EventKind.store, 1, 2, 3, 4, number, -number)
  const shown = recorder
    .take()
    .events(EventKind.store)
    .map(({ a, b }) => [a, b])
  expect(shown).toEqual(numbers.map((number) => [number, -number]))
})

it('leaves a trace as it was taken when a later event needs more room', () => {
  const recorder = new Recorder(new Clock())
  recorder.record(EventKind.store, 1, 2, 3, 4, 5, 6)
  const before = recorder.take()
  recorder.record(EventKind.store, 1, 2, 3, 4, 2 ** 35, 6)
  expect(before.events(EventKind.store)).toHaveLength(1)
  expect(before.at(0)).toMatchObject({ a: 5, b: 6 })
  expect(recorder.take().at(0)).toEqual(before.at(0))
  expect(recorder.take().at(1).a).toBe(2 ** 35)
})

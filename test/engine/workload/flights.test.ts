import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Flights } from '../../../engine/workload/flights.ts'

interface Flight {
  readonly id: number
  next: Flight | undefined
}

it('agrees with a map under any additions and deletions', () => {
  const ids = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 400 })
  fc.assert(
    fc.property(ids, (steps) => {
      const flights = new Flights<Flight>()
      const map = new Map<number, Flight>()
      for (const id of steps) {
        const known = map.get(id)
        if (known === undefined) {
          const flight: Flight = { id, next: undefined }
          map.set(id, flight)
          flights.add(flight)
        } else {
          map.delete(id)
          flights.delete(known)
        }
        expect(flights.size).toBe(map.size)
      }
      for (let id = 0; id <= 200; id++) expect(flights.get(id)).toBe(map.get(id))
    }),
  )
})

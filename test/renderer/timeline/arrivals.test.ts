import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Arrivals } from '../../../renderer/timeline/worker/arrivals.ts'

test('what comes is given to who asks for its number, before or after it has come, once', () => {
  const steps = fc.array(fc.oneof(fc.constant('arrives' as const), fc.integer({ min: 1, max: 10 })))
  fc.assert(
    fc.property(steps, (made) => {
      const arrivals = new Arrivals<string>()
      const taken: [number, string][] = []
      const asked = new Set<number>()
      let came = 0
      for (const step of made) {
        if (step === 'arrives') arrivals.arrive(`content ${++came}`)
        else if (!asked.has(step)) {
          asked.add(step)
          arrivals.whenArrived(step, (content) => taken.push([step, content]))
        }
      }
      const due = [...asked].filter((number) => number <= came).sort((a, b) => a - b)
      expect(taken.sort(([a], [b]) => a - b)).toEqual(
        due.map((number) => [number, `content ${number}`]),
      )
    }),
  )
})

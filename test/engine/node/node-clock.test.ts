import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Clock } from '../../../engine/core/clock.ts'
import { NodeClock } from '../../../engine/node/node-clock.ts'

function build() {
  const time = new Clock()
  return { time, own: new NodeClock(time) }
}

describe("a node's clocks", () => {
  it('show the true time while nothing is wrong', () => {
    const { time, own } = build()
    time.now = 500
    expect([own.wall(), own.monotonic(), own.trueDelay(70)]).toEqual([500, 500, 70])
  })

  it('are skewed on the wall alone, and right again after it', () => {
    const { time, own } = build()
    time.now = 500
    own.setSkew(-200)
    expect([own.wall(), own.monotonic(), own.trueDelay(70)]).toEqual([300, 500, 70])
    own.setSkew(0)
    expect(own.wall()).toBe(500)
  })

  it('jump on the wall alone, for good', () => {
    const { time, own } = build()
    own.jump(50)
    own.jump(-80)
    time.now = 500
    expect([own.wall(), own.monotonic()]).toEqual([470, 500])
  })

  it('drift together; then the wall clock is set right and the monotonic one keeps what it gained', () => {
    const { time, own } = build()
    time.now = 100
    own.setRate(1.5)
    time.now = 300
    expect([own.wall(), own.monotonic(), own.trueDelay(30)]).toEqual([400, 400, 20])
    own.setRate(1)
    time.now = 400
    expect([own.wall(), own.monotonic(), own.trueDelay(30)]).toEqual([400, 500, 30])
  })

  it('never go back when monotonic, and reach every delay that they are set to', () => {
    const step = fc.record({
      pass: fc.nat(10_000),
      rate: fc.constantFrom(0.1, 0.999, 1, 1.001, 7),
      skew: fc.integer({ min: -9_999, max: 9_999 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.nat(5_000), (steps, delay) => {
        const { time, own } = build()
        let last = 0
        for (const { pass, rate, skew } of steps) {
          time.now += pass
          expect(own.monotonic()).toBeGreaterThanOrEqual(last)
          last = own.monotonic()
          own.setRate(rate)
          own.setSkew(skew)
          expect(own.monotonic()).toBe(last)
        }
        time.now += own.trueDelay(delay)
        expect(own.monotonic()).toBeGreaterThanOrEqual(last + delay - 1)
      }),
    )
  })
})

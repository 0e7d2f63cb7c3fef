import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NEVER_RETURNED } from '../../../engine/check/observed-history.ts'
import { positionsOf } from '../../../engine/check/positions.ts'
import { Action, History, Outcome } from '../../../engine/trace/history.ts'

const operation = fc.record({
  session: fc.nat(3),
  pause: fc.nat(2),
  duration: fc.nat(4),
  outcome: fc.constantFrom(Outcome.ok, Outcome.ok, Outcome.fail, Outcome.unknown, Outcome.open),
})

/** Clients that call one operation after another, each at its pace. */
const history = fc.array(operation, { maxLength: 12 }).map((drafts) => {
  const free = [0, 0, 0, 0]
  const timed = drafts.map(({ session, pause, duration, outcome }) => {
    const invoked = free[session] + pause
    free[session] = invoked + duration
    return { session, invoked, returned: free[session], outcome }
  })
  timed.sort((a, b) => a.invoked - b.invoked)
  const made = new History()
  for (const { session, invoked } of timed) made.invoke(session, Action.write, 0, invoked)
  timed.forEach(({ outcome, returned }, id) => {
    if (outcome !== Outcome.open) made.return(id, outcome, 0, returned)
  })
  return made
})

const check = (law: (history: History) => void) =>
  fc.assert(fc.property(history, law), { numRuns: 2_000 })

describe('the order of the events of a run', () => {
  it('has a position of its own for each call and each return, without gaps', () => {
    check((made) => {
      const { call, return: end } = positionsOf(made)
      const all = [...call, ...end].filter((position) => position !== NEVER_RETURNED)
      expect(all.sort((a, b) => a - b)).toEqual(all.map((_, index) => index))
    })
  })

  it('has calls in order of number, and each return after its call', () => {
    check((made) => {
      const { call, return: end } = positionsOf(made)
      expect([...call]).toEqual([...call].sort((a, b) => a - b))
      call.forEach((position, id) => {
        expect(end[id]).toBeGreaterThan(position)
      })
    })
  })

  it('knows a return only of what ended ok', () => {
    check((made) => {
      positionsOf(made).return.forEach((position, id) => {
        expect(position !== NEVER_RETURNED).toBe(made.outcome[id] === Outcome.ok)
      })
    })
  })

  it('puts one operation before another exactly when time does, but for events of one moment', () => {
    check((made) => {
      const { call, return: end } = positionsOf(made)
      for (let one = 0; one < made.length; one++) {
        for (let other = 0; other < made.length; other++) {
          if (made.outcome[one] !== Outcome.ok || one === other) continue
          const gap = made.invoked[other] - made.returned[one]
          if (gap > 0) expect(end[one]).toBeLessThan(call[other])
          if (gap < 0) expect(end[one]).toBeGreaterThan(call[other])
        }
      }
    })
  })

  it('keeps the order of each client, also without a pause', () => {
    check((made) => {
      const { call, return: end } = positionsOf(made)
      for (let one = 0; one < made.length; one++) {
        for (let other = one + 1; other < made.length; other++) {
          const isOne = made.session[one] === made.session[other]
          const isOver =
            made.outcome[one] === Outcome.ok && made.returned[one] <= made.invoked[other]
          if (isOne && isOver) expect(end[one]).toBeLessThan(call[other])
        }
      }
    })
  })

  it('is an interval order: of two pairs in order, the first of one comes before the second of the other', () => {
    check((made) => {
      const { call, return: end } = positionsOf(made)
      const isBefore = (one: number, other: number) => end[one] < call[other]
      const ids = Array.from(call, (_, id) => id)
      const pairs = ids.flatMap((one) =>
        ids.filter((other) => isBefore(one, other)).map((other) => [one, other] as const),
      )
      for (const [a, b] of pairs) {
        expect(isBefore(b, a)).toBe(false)
        for (const [c, d] of pairs) expect(isBefore(a, d) || isBefore(c, b)).toBe(true)
      }
    })
  })
})

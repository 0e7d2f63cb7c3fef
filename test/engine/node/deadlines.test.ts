import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Deadlines, type Waiting } from '../../../engine/node/deadlines.ts'

interface Item extends Waiting {
  readonly name: number
}

const item = (name: number): Item => ({
  name,
  since: 0,
  before: undefined,
  after: undefined,
  waits: false,
})

/** A timekeeper whose time passes only when told. */
class Time {
  now = 0
  pending = 0
  private timers: { readonly due: number; readonly callback: () => void }[] = []

  monotonicClock(): number {
    return this.now
  }

  after(delay: number, callback: () => void): void {
    this.timers.push({ due: this.now + delay, callback })
    this.pending = Math.max(this.pending, this.timers.length)
  }

  pass(by: number): void {
    const end = this.now + by
    for (;;) {
      const next = this.timers.reduce((least, { due }) => Math.min(least, due), end + 1)
      if (next > end) break
      this.now = next
      const timer = this.timers.find(({ due }) => due === next)!
      this.timers = this.timers.filter((other) => other !== timer)
      timer.callback()
    }
    this.now = end
  }
}

it('tells each item of each length of time that it has waited, unless it was cancelled before', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('add' as const) }),
    fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }),
    fc.record({ do: fc.constant('pass' as const), by: fc.integer({ min: 0, max: 15 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const time = new Time()
      const told: string[] = []
      const expected: string[] = []
      const tell = (stage: string) => (waiting: Item) =>
        told.push(`${time.now} ${stage} ${waiting.name}`)
      const deadlines = new Deadlines<Item>(
        time,
        { delay: 10, expire: tell('slow') },
        { delay: 30, expire: tell('overdue') },
      )
      const items: { item: Item; since: number; until: number }[] = []
      for (const action of steps) {
        if (action.do === 'pass') time.pass(action.by)
        else if (action.do === 'add') {
          const added = item(items.length)
          items.push({ item: added, since: time.now, until: Number.POSITIVE_INFINITY })
          deadlines.add(added)
        } else if (items.length > 0) {
          const chosen = items[action.which % items.length]
          chosen.until = Math.min(chosen.until, time.now)
          deadlines.cancel(chosen.item)
        }
      }
      time.pass(100)
      for (const { item: waiting, since, until } of items) {
        // What falls due at the time of the cancelling is told first: time passes before the next step.
        if (since + 10 <= until) expected.push(`${since + 10} slow ${waiting.name}`)
        if (since + 30 <= until) expected.push(`${since + 30} overdue ${waiting.name}`)
      }
      expect(told.sort()).toEqual(expected.sort())
      expect(time.pending).toBeLessThanOrEqual(2)
    }),
  )
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Fifo } from '../../../engine/core/fifo.ts'

it('gives items in the order in which they came, however it grows and wraps round', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (pushes) => {
      const fifo = new Fifo<number>()
      const list: number[] = []
      for (const [item, isPush] of pushes.entries()) {
        if (isPush) {
          fifo.push(item)
          list.push(item)
        } else if (list.length > 0) expect(fifo.shift()).toBe(list.shift())
        expect(fifo.length).toBe(list.length)
      }
    }),
  )
})

it('is empty once it is cleared', () => {
  const fifo = new Fifo<number>()
  fifo.push(1)
  fifo.clear()
  fifo.push(2)
  expect([fifo.length, fifo.shift()]).toEqual([1, 2])
})

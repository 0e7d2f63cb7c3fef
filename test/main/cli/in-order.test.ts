import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from '../../../main/cli/in-order.ts'

test('results come in the order of the items, with no more at work than there are workers', async () => {
  const waits = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(waits, fc.integer({ min: 1, max: 5 }), async (items, workers) => {
      let atWork = 0
      let most = 0
      const taken: number[] = []
      async function work(turns: number): Promise<number> {
        atWork += 1
        most = Math.max(most, atWork)
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
        atWork -= 1
        return turns
      }
      await inOrder(items, workers, work, (value) => taken.push(value))
      expect(taken).toEqual(items)
      expect(most).toBeLessThanOrEqual(workers)
    }),
  )
})

test('a result is handed on before later ones are done', async () => {
  const seen: string[] = []
  await inOrder(
    ['a', 'b'],
    1,
    async (item) => {
      seen.push(`work ${item}`)
      return item
    },
    (item) => seen.push(`take ${item}`),
  )
  expect(seen).toEqual(['work a', 'take a', 'work b', 'take b'])
})

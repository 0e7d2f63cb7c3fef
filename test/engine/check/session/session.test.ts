import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NEVER_RETURNED } from '../../../../engine/check/observed-history.ts'
import { Effect } from '../../../../engine/check/register-history.ts'
import { causalAndSessions } from '../../../../engine/check/session/ladder.ts'
import { registersOf, type SmallOperation, smallHistories } from '../support/small-registers.ts'

/** Operations one after another, as `c0 w x`, `c1 r x 0` (found what operation 0 wrote) or `c1 r x -` (found nothing). */
function history(...steps: readonly string[]): SmallOperation[] {
  return steps.map((step, id) => {
    const [process, verb, key, source] = step.split(' ')
    return {
      process: Number(process.slice(1)),
      key: key.charCodeAt(0) - 'x'.charCodeAt(0),
      effect: verb === 'w' ? Effect.write : Effect.read,
      sources: source === '?' ? 'nowhere' : (source ?? '').split(',').flatMap(numberOf),
      call: 2 * id,
      return: 2 * id + 1,
    }
  })
}

const numberOf = (text: string): number[] => (/^\d+$/.test(text) ? [Number(text)] : [])

const judged = (operations: readonly SmallOperation[]) => causalAndSessions(registersOf(operations))

const brokenOf = (...steps: readonly string[]): string[] =>
  judged(history(...steps))
    .filter(({ standing }) => standing === 'broken')
    .map(({ guarantee }) => guarantee)

describe('a guarantee is broken', () => {
  test.each([
    ['by a client that misses its own write', ['c0 w x', 'c0 r x -'], 'read your writes'],
    [
      'by a client that finds what its own write replaced',
      ['c0 w x', 'c0 w x', 'c0 r x 0'],
      'read your writes',
    ],
    ['by a client that goes back', ['c0 w x', 'c1 r x 0', 'c1 r x -'], 'monotonic reads'],
    [
      'by one who has seen the later write of a client, and not its earlier one',
      ['c0 w x', 'c0 w y', 'c1 r y 1', 'c1 r x -'],
      'monotonic writes',
    ],
    [
      'by one who has seen an answer, and not the question',
      ['c0 w x', 'c1 r x 0', 'c1 w y', 'c2 r y 2', 'c2 r x -'],
      'writes follow reads',
    ],
  ])('%s', (_, steps, guarantee) => {
    expect(brokenOf(...steps)).toEqual(['causally consistent', guarantee])
  })

  test('over three hops for causal consistency alone', () => {
    const steps = ['c0 w x', 'c1 r x 0', 'c1 w y', 'c2 r y 2', 'c2 w z', 'c3 r z 4', 'c3 r x -']
    expect(brokenOf(...steps)).toEqual(['causally consistent'])
  })

  test('by a value that nobody wrote', () => {
    expect(brokenOf('c0 w x', 'c1 r x ?')).toEqual(['causally consistent'])
  })

  test('by operations that cause each other', () => {
    const steps = ['c0 r x 3', 'c0 w y', 'c1 r y 1', 'c1 w x']
    const verdict = judged(history(...steps)).find((one) => one.standing === 'broken')
    expect(brokenOf(...steps)).toEqual(['causally consistent', 'writes follow reads'])
    expect(verdict?.proof?.operations).toEqual([0, 1, 2, 3])
  })
})

describe('nothing is broken', () => {
  test.each([
    ['by missing a write of another that was over by the clock', ['c0 w x', 'c1 r x -']],
    [
      'by seeing two writes that knew nothing of each other in either order',
      ['c0 w x', 'c1 w x', 'c2 r x 0', 'c2 r x 1', 'c3 r x 1', 'c3 r x 0'],
    ],
    [
      'by siblings of which one is old and one is not',
      ['c0 w x', 'c0 w x', 'c1 w x', 'c0 r x 0,2'],
    ],
  ])('%s', (_, steps) => {
    expect(brokenOf(...steps)).toEqual([])
  })

  test('by missing a write of which nobody knows whether it was done', () => {
    const [write, read] = history('c0 w x', 'c0 r x -')
    expect(judged([{ ...write, return: NEVER_RETURNED }, read]).map((one) => one.standing)).toEqual(
      ['held', 'held', 'held', 'held', 'held'],
    )
  })
})

test('what could not have been broken says so', () => {
  const verdicts = judged(history('c0 w x', 'c1 r x 0'))
  expect(verdicts.map(({ guarantee, vacuous }) => [guarantee, vacuous])).toEqual([
    ['causally consistent', undefined],
    ['read your writes', expect.stringContaining('No session read a key that it had written')],
    ['monotonic reads', expect.stringContaining('No session read a key twice')],
    ['monotonic writes', expect.stringContaining('could see writes out of order')],
    ['writes follow reads', expect.stringContaining('could see an effect without its cause')],
  ])
})

test('a proof tells who knew of what, and what is older than what', () => {
  const verdicts = judged(history('c0 w x', 'c1 r x 0', 'c1 w x', 'c2 r x 2', 'c2 r x 0'))
  const { sentence, proof } = verdicts.find((one) => one.guarantee === 'monotonic reads')!
  expect(sentence).toBe(
    '1 of 1 read went behind a read of their own session: c2 read k0 = 0 (operation 4), though k0 = 2 is newer.',
  )
  expect(proof).toEqual({
    operations: [0, 1, 2, 3, 4],
    steps: [
      'c2 read k0 = 2 (operation 3).',
      '0 is older than 2: c0 wrote k0 = 0 (operation 0); c1 read k0 = 0 (operation 1), then wrote k0 = 2 (operation 2).',
      'After that c2 read k0 = 0 (operation 4): that is older.',
    ],
  })
})

test('positions may have gaps of any length', () => {
  fc.assert(
    fc.property(smallHistories({ overlaps: true }), (operations) => {
      const far = (position: number) => (position === NEVER_RETURNED ? position : 1_000 * position)
      const apart = operations.map((one) => ({
        ...one,
        call: far(one.call),
        return: far(one.return),
      }))
      expect(judged(apart)).toEqual(judged(operations))
    }),
    { numRuns: 300, seed: 5 },
  )
})

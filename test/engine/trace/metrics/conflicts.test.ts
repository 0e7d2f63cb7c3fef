import { describe, expect, it } from 'vitest'
import { conflicts, droppedWrites } from '../../../../engine/trace/metrics/conflicts.ts'
import { divergence } from '../../../../engine/trace/metrics/divergence.ts'
import { MadeRun } from './made-run.ts'

describe('conflicts', () => {
  it('are counted once a pair, whoever finds them', () => {
    const run = new MadeRun()
    for (const at of [0, 1, 2]) run.write({ at, until: at + 10 })
    run
      .event(10, 'conflict', 0, { operation: 0, a: 1, key: 0 })
      .event(11, 'conflict', 1, { operation: 1, a: 0, key: 0 })
      .event(12, 'conflict', 1, { operation: 2, a: 0, key: 0 })
      .event(12, 'siblings', 1, { key: 0, a: 3 })
    expect(conflicts(run.facts({ 1: { 0: [0, 1], 1: [2] } }))).toEqual({
      pairs: 2,
      writes: 3,
      keys: 1,
      maximumSiblings: 3,
      keysWithSiblings: 1,
    })
  })

  it('are none in a run without', () => {
    const none = conflicts(new MadeRun().facts({}))
    expect(none).toMatchObject({ pairs: 0, keys: 0, maximumSiblings: 1, keysWithSiblings: 0 })
  })
})

describe('writes dropped by resolution', () => {
  it('are acknowledged ones that did not simply come first', () => {
    const run = new MadeRun()
    const old = run.write({ at: 0, until: 10 })
    const early = run.write({ at: 20, until: 30 })
    const skewed = run.write({ at: 40, until: 60 })
    const rival = run.write({ at: 50, until: 70 })
    const unknown = run.write({ at: 50, until: 70, outcome: 'unknown' })
    run
      .event(80, 'discard', 0, { operation: old, a: early })
      .event(81, 'discard', 0, { operation: skewed, a: early })
      .event(82, 'discard', 1, { operation: skewed, a: early })
      .event(83, 'discard', 1, { operation: rival, a: skewed })
      .event(84, 'discard', 1, { operation: unknown, a: skewed })
    expect(droppedWrites(run.facts({}))).toEqual({
      count: 2,
      concurrent: 1,
      forAnEarlierWrite: 1,
      examples: [
        { time: 81, write: skewed, winner: early },
        { time: 83, write: rival, winner: skewed },
      ],
    })
  })
})

describe('divergence', () => {
  const run = new MadeRun()

  it('is none where replicas hold the same versions in any order', () => {
    const same = { 0: [4], 1: [{ operation: 2, merged: [1, 2] }], 2: [5, 6] }
    const other = { 0: [4], 1: [{ operation: 2, merged: [2, 1] }], 2: [6, 5] }
    expect(divergence(run.facts({ 0: same, 1: other }))).toEqual({
      keys: 3,
      count: 0,
      examples: [],
    })
  })

  it('names the keys and what each replica holds', () => {
    const facts = run.facts({ 0: { 0: [1], 1: [3] }, 1: { 0: [1] }, 2: { 0: [2], 1: [3] } })
    expect(divergence(facts)).toEqual({
      keys: 2,
      count: 2,
      examples: [
        {
          key: 0,
          held: [
            { node: 0, writes: [1] },
            { node: 1, writes: [1] },
            { node: 2, writes: [2] },
          ],
        },
        {
          key: 1,
          held: [
            { node: 0, writes: [3] },
            { node: 1, writes: [] },
            { node: 2, writes: [3] },
          ],
        },
      ],
    })
  })

  it('tells siblings from a merged value of the same writes', () => {
    const merged = [{ operation: 2, merged: [1, 2] }]
    expect(divergence(run.facts({ 0: { 0: merged }, 1: { 0: [1, 2] } })).count).toBe(1)
  })

  it('asks only the replicas that are to hold a key', () => {
    const held = { 0: { 0: [1] }, 1: { 0: [1] }, 2: {} }
    expect(divergence(run.facts(held)).count).toBe(1)
    expect(divergence(run.facts(held, { holders: () => [0, 1] })).count).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { check } from '../../../engine/index.ts'
import { JUDGED, judge, type Thinning } from '../../../engine/timeline/index.ts'
import {
  conflicts,
  failover,
  splitBrain,
  staleQuorum,
} from '../../renderer/timeline/panels/runs.ts'

const RUNS = { failover, splitBrain, conflicts, staleQuorum }

describe('A recording', () => {
  it.each(Object.entries(RUNS))('is judged as its run is: %s', (_, run) => {
    const judged = [...judge(run().recording)]
    expect(judged.map(({ verdict }) => verdict.guarantee)).toEqual(JUDGED)
    const ladder = check.all(run())
    for (const { verdict } of judged) {
      const expected = ladder.verdict(verdict.guarantee)!
      expect(verdict.standing).toBe(expected.standing)
      expect(verdict.sentence).toBe(expected.sentence)
    }
  })

  it('has the messages of what was broken with it, as plain data', () => {
    const judged = [...judge(splitBrain().recording)]
    const lost = judged.find(({ verdict }) => verdict.guarantee === 'no lost writes')!
    expect(lost.verdict.standing).toBe('broken')
    expect(lost.evidence!.messages.length).toBeGreaterThan(0)
    expect(structuredClone(judged)).toEqual(judged)
  })

  it('is not judged when a part of it was left out', () => {
    const limit = { name: 'outputEvents', value: 1 }
    const thinned = { events: 1, operations: 1, messages: 1, limit } as unknown as Thinning
    expect([...judge({ ...failover().recording, thinned })]).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { async, majority, simulate, singleLeader, workload } from '../../../../engine/index.ts'
import { buildTimeline } from '../../../../engine/timeline/index.ts'
import { partingOf } from '../../../../renderer/timeline/panels/compare/parting.ts'
import { isAlike } from '../../../../renderer/timeline/panels/compare/shared-time.ts'

const run = (replication: ReturnType<typeof async>, seed = 7) =>
  simulate({
    seed,
    model: singleLeader({ followers: 2, replication }),
    workload: workload.ycsb('A', { clients: 2, rate: 40, keys: 3 }),
    duration: '500ms',
  }).recording

describe('Two runs that are compared', () => {
  it('part at an event that is told of both', () => {
    const { difference, words } = partingOf(run(async()), run(majority()))
    expect(difference!.position).toBeGreaterThan(0)
    expect(words.until).toMatch(/^Alike for \d+ events; they part at \d\.\d+ s\.$/)
    expect(words.first).not.toBe(words.other)
  })

  it('are the same where they are, event for event', () => {
    const { difference, words } = partingOf(run(async()), run(async()))
    expect(difference).toBeUndefined()
    expect(words.until).toBe('Both runs are the same, event for event.')
  })

  it('have the same operations where they share their workload', () => {
    const one = buildTimeline(run(async()))
    expect(isAlike(one, buildTimeline(run(majority())), 3)).toBe(true)
    expect(isAlike(one, buildTimeline(run(async())), 10_000)).toBe(false)
  })
})

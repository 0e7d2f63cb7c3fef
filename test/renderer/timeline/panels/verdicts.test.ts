import { describe, expect, it } from 'vitest'
import { buildTimeline, JUDGED, type Judgement, judge } from '../../../../engine/timeline/index.ts'
import { judgeHere } from '../../../../renderer/timeline/panels/source/direct-source.ts'
import { evidencePlace } from '../../../../renderer/timeline/panels/verdicts/evidence-places.ts'
import { GUARANTEE_WORDS } from '../../../../renderer/timeline/panels/verdicts/guarantee-words.ts'
import { failover, splitBrain, staleQuorum } from './runs.ts'

const brokenOf = (run: ReturnType<typeof failover>) =>
  [...judge(run.recording)].filter(({ verdict }) => verdict.standing === 'broken')

describe('Verdicts', () => {
  it('are each explained in a sentence', () => {
    for (const guarantee of JUDGED) expect(GUARANTEE_WORDS[guarantee]).toMatch(/^[A-Z].*\.$/)
  })

  it.each([
    ['split brain', splitBrain],
    ['stale quorum', staleQuorum],
  ])('that something broke lead to an operation and a moment: %s', (_, run) => {
    const timeline = buildTimeline(run().recording)
    const broken = brokenOf(run())
    expect(broken.length).toBeGreaterThan(0)
    for (const judgement of broken) {
      const place = evidencePlace(timeline, judgement)!
      expect(place.time).toBeGreaterThanOrEqual(0)
      expect(place.time).toBeLessThanOrEqual(timeline.endMicros)
      expect(place.from).toBeLessThanOrEqual(place.time)
      expect(place.to).toBeGreaterThanOrEqual(place.from)
    }
  })

  it('of a lost write lead to the message that never came', () => {
    const timeline = buildTimeline(splitBrain().recording)
    const lost = brokenOf(splitBrain()).find(
      ({ verdict }) => verdict.guarantee === 'no lost writes',
    )!
    const place = evidencePlace(timeline, lost)!
    const message = lost.evidence!.messages.find(({ fate }) => fate.kind === 'cut')!
    expect(place.time).toBe(message.sentAt)
    expect(place.operation).toBe(message.write)
  })

  it('come one after the other, and can be stopped', async () => {
    const all: Judgement[] = []
    await judgeHere(failover().recording, (judgement) => all.push(judgement)).done
    expect(all.map(({ verdict }) => verdict.guarantee)).toEqual(JUDGED)
    const some: Judgement[] = []
    const judging = judgeHere(failover().recording, (judgement) => some.push(judgement))
    judging.stop()
    await judging.done
    expect(some).toHaveLength(1)
  })
})

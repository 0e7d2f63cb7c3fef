import { describe, expect, it } from 'vitest'
import {
  buildTimeline,
  MarkKind,
  type RecordedRun,
  replay,
} from '../../../../engine/timeline/index.ts'
import { changeBeside } from '../../../../renderer/timeline/panels/inspector/changes.ts'
import { inspect } from '../../../../renderer/timeline/panels/inspector/inspection.ts'
import { firstKey, keyNamed } from '../../../../renderer/timeline/panels/inspector/key-choice.ts'
import {
  conflicts,
  failover,
  hintedHandoff,
  majorityWrites,
  splitBrain,
  staleQuorum,
} from './runs.ts'

const at = (recording: RecordedRun, time: number, key = 0) =>
  inspect(replay(recording), { time, key })

function momentsOf(recording: RecordedRun, kind: MarkKind): number[] {
  const { marks } = buildTimeline(recording)
  return [...marks.time].filter((_, mark) => marks.kind[mark] === kind)
}

describe('The state inspector', () => {
  it('tells of each node what it is: here that the leader is down and another one leads', () => {
    const { nodes } = at(failover().recording, 1_500_000)
    expect(nodes.map(({ name, status, role, term }) => [name, status, role, term])).toEqual([
      ['n1', 'down', undefined, 0],
      ['n2', 'up', 'leader', 2],
      ['n3', 'up', 'follower', 2],
    ])
  })

  it('marks entries that are not in the log of the leader', () => {
    const { log } = at(splitBrain().recording, 1_900_000)
    const old = log!.rows[0]
    expect(old.own).toBeGreaterThan(0)
    expect(old.cells.filter((cell) => cell?.isDifferent).length).toBeGreaterThan(0)
    expect(log!.rows.some(({ own }) => own === 0)).toBe(true)
  })

  it('shows entries that the last step has cut off, as gone', () => {
    const { recording } = splitBrain()
    const [moment] = momentsOf(recording, MarkKind.truncate)
    const { log, nodes, lastStep } = at(recording, moment)
    expect(log!.rows[0].cells.some((cell) => cell?.change === 'gone')).toBe(true)
    expect(log!.rows[1].cells.some((cell) => cell !== undefined)).toBe(true)
    expect(nodes[0].changed).toContain('log')
    expect(lastStep.changes[0].sentence).toMatch(/^takes operation \d+ of k\d out of its log/)
    const later = at(recording, moment + 1_000).log!.rows[0].cells
    expect(later.some((cell) => cell?.change === 'gone')).toBe(false)
  })

  it('shows entries as new by the step that appends them, and as newly committed by that which commits', () => {
    const { recording } = majorityWrites()
    const moments = Array.from({ length: 400 }, (_, nth) => 100_000 + nth * 500)
    const seen = moments.flatMap((time) =>
      at(recording, time).log!.rows.flatMap(({ cells }) => cells.map((cell) => cell?.change)),
    )
    expect(seen).toContain('new')
    expect(seen).toContain('committed')
  })

  it('shows a long log around its end alone, and says what is left out', () => {
    const { recording } = failover()
    const { log } = at(recording, recording.endMicros)
    const gap = log!.columns[0]
    expect(gap).toMatchObject({ kind: 'gap', from: 0 })
    expect(log!.columns.length).toBeLessThan(log!.rows[0].length)
    expect(log!.columns.at(-1)).toEqual({
      kind: 'offset',
      offset: Math.max(...log!.rows.map(({ length }) => length)) - 1,
    })
  })

  it('shows siblings side by side, with what their authors knew', () => {
    const { recording } = conflicts()
    const times = momentsOf(recording, MarkKind.siblings)
    expect(times.length).toBeGreaterThan(0)
    const rows = times.flatMap((time) =>
      [0, 1, 2].flatMap((key) => at(recording, time, key).values.rows),
    )
    const several = rows.filter(({ versions }) => versions.length > 1)
    expect(several.length).toBeGreaterThan(0)
    expect(several[0].versions[0].name).toBeDefined()
    expect(rows.flatMap(({ versions }) => versions).some(({ context }) => context.length > 0)).toBe(
      true,
    )
  })

  it('marks replicas that hold another value than most, and names the keys', () => {
    const { recording } = staleQuorum()
    const moments = Array.from({ length: 100 }, (_, nth) => nth * 20_000)
    const found = moments.map((time) => at(recording, time, 0))
    const differing = found.find(({ values }) => values.isDifferent)!
    expect(differing.differing.keys).toContain(0)
    expect(found.some(({ values }) => !values.isDifferent)).toBe(true)
  })

  it('tells of hints for whom they wait, and of clocks by how much they are wrong', () => {
    const hinted = at(hintedHandoff().recording, 1_700_000)
    const keepers = hinted.nodes.filter(({ hints }) => hints.count > 0)
    expect(keepers.length).toBeGreaterThan(0)
    expect(keepers[0].hints.targets.map(({ target }) => target)).toEqual([1])
    const skewed = at(staleQuorum().recording, 1_000_000)
    expect(skewed.nodes.map(({ clockAhead }) => clockAhead)).toEqual([0, 0, 40_000])
  })

  it('knows of nothing before the first event', () => {
    const { lastStep, log } = at(failover().recording, -1)
    expect(lastStep).toEqual({ time: undefined, changes: [], more: 0 })
    expect(log).toBeUndefined()
  })
})

describe('Stepping through changes', () => {
  it('goes to the next change of a node, and back', () => {
    const { recording } = failover()
    const question = { node: 0, key: undefined }
    const crash = changeBeside(recording, { ...question, time: 899_999, isForward: true })
    expect(crash).toBe(900_000)
    const before = changeBeside(recording, { ...question, time: 900_000, isForward: false })!
    expect(before).toBeLessThan(900_000)
    expect(changeBeside(recording, { ...question, time: before, isForward: true })).toBe(900_000)
  })

  it('ends at the ends of the run', () => {
    const { recording } = failover()
    const question = { node: undefined, key: undefined, time: -1, isForward: false }
    expect(changeBeside(recording, question)).toBeUndefined()
    const end = { ...question, time: recording.endMicros, isForward: true }
    expect(changeBeside(recording, end)).toBeUndefined()
  })
})

describe('The key that is looked at', () => {
  it('is that of what is pinned, else the first with which something went wrong', () => {
    const timeline = buildTimeline(staleQuorum().recording)
    const { key, ending } = timeline.operations
    expect(firstKey(timeline, 3, undefined)).toBe(key[3])
    expect(firstKey(timeline, undefined, 1)).toBe(1)
    expect(firstKey(timeline, undefined, undefined)).toBe(key[ending.findIndex((one) => one >= 4)])
  })

  it('is found by its name', () => {
    const timeline = buildTimeline(failover().recording)
    expect(keyNamed(timeline, 'k3', 5)).toBe(3)
    expect(keyNamed(timeline, 'k9', 5)).toBeUndefined()
    expect(keyNamed(timeline, 'nothing', 5)).toBeUndefined()
  })
})

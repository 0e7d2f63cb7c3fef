import { describe, expect, it } from 'vitest'
import { async, faults, simulate, singleLeader, vote, workload } from '../../../engine/index.ts'
import {
  buildTimeline,
  changesBetween,
  differencesAt,
  MarkKind,
  MessageFate,
  nextNotable,
  OperationClass,
  positionAt,
  replay,
  stateAfter,
  stateAt,
  valueAt,
} from '../../../engine/timeline/index.ts'
import { EventKind } from '../../../engine/trace/event.ts'

/** The leader is cut off from its followers, goes on acknowledging writes, and crashes: the others elect another, and what it had alone is lost. */
const run = simulate({
  seed: 4,
  model: singleLeader({ followers: 2, replication: async(), failover: vote() }),
  workload: workload.ycsb('A', { clients: 4, rate: 200, keys: 10 }),
  faults: [
    faults.at('2s').partition(['n1'], ['n2', 'n3'], { for: '100ms' }),
    faults.at('2050ms').crash('n1'),
    faults.at('5s').restart('n1'),
  ],
  duration: '8s',
})
const timeline = buildTimeline(run.recording)
const { nodes, marks, messages, operations } = timeline
const marksOf = (kind: number, node?: number) =>
  [...marks.kind.keys()].filter(
    (mark) => marks.kind[mark] === kind && (node === undefined || marks.node[mark] === node),
  )

describe('The timeline of a run whose leader crashes', () => {
  it('shows the crash, and what the node was before and after', () => {
    const [crash] = marksOf(MarkKind.crash)
    expect(marks.time[crash]).toBe(2_050_000)
    expect(nodes[0].spans.map(({ health, role }) => [health, role])).toEqual([
      ['up', 'leader'],
      ['cut-off', 'leader'],
      ['down', undefined],
      ['recovering', 'follower'],
      ['recovering', 'follower'],
      ['up', 'follower'],
    ])
    expect(nodes[0].spans[0].from).toBe(0)
    expect(nodes[0].spans.at(-1)!.to).toBe(timeline.endMicros)
  })

  it('shows the election and the new leader', () => {
    const { elections } = run.metrics.leadership!
    const leaders = marksOf(MarkKind.leader)
    expect(leaders.map((mark) => [marks.time[mark], marks.node[mark]])).toEqual(
      elections.map(({ time, node }) => [time, node]),
    )
    const elected = leaders.at(-1)!
    const jump = nextNotable(timeline, 2_050_000, ['election'])
    expect(jump).toMatchObject({ kind: 'election', index: elected })
    const spans = nodes[marks.node[elected]].spans
    expect(spans.at(-1)).toMatchObject({ role: 'leader', health: 'up' })
    expect(marksOf(MarkKind.candidate).length).toBeGreaterThan(0)
  })

  it('shows the writes that were lost, as many as the metric counts, and the messages that never arrived', () => {
    const lost = [...operations.ending.keys()].filter(
      (id) => operations.ending[id] === OperationClass.lost,
    )
    expect(lost.length).toBe(run.metrics.lostWrites!.count)
    expect(lost.length).toBeGreaterThan(0)
    const cut = [...messages.fate.keys()].filter((id) => messages.fate[id] === MessageFate.cut)
    for (const write of lost) {
      const carriers = cut.filter(
        (id) => messages.operation[id] === write && messages.from[id] === 0,
      )
      expect(carriers.length).toBeGreaterThan(0)
    }
  })

  it('shows the log of the old leader cut back, step by step', () => {
    const [cutBack] = marksOf(MarkKind.truncate, 0)
    const { trace } = run.recording
    const states = replay(run.recording)
    const first = marks.position[cutBack]
    const length = (position: number) => stateAfter(states, position).nodes[0].log!.length
    expect(trace.at(first).kind).toBe(EventKind.truncate)
    expect(length(first)).toBe(length(first - 1) - 1)
    const last = first + marks.count[cutBack] - 1
    expect(length(last)).toBe(length(first - 1) - marks.count[cutBack])
    const time = marks.time[cutBack]
    const before = differencesAt(stateAt(states, time - 1), run.recording)
    expect(before.logs[0].own).toBe(marks.count[cutBack])
    expect(before.logs[0].lacks).toBeGreaterThan(0)
    const after = differencesAt(stateAt(states, timeline.endMicros), run.recording)
    expect(after.logs.map(({ own, lacks }) => own + lacks)).toEqual([0, 0, 0])
    expect(after.keys).toEqual([])
    const told = changesBetween(run.recording, first - 1, first).changes
    expect(told).toEqual([expect.objectContaining({ node: 0, part: 'log', position: first })])
    expect(told[0].sentence).toMatch(/^takes operation \d+ of k\d+ out of its log at offset \d+$/)
    expect(valueAt(nodes[0].log, time)).toBe(length(positionAt(trace, time)))
  })

  it('shows the faults with whom they struck', () => {
    expect(
      timeline.faults.map(({ kind, from, to, nodes: struck }) => [kind, from, to, struck]),
    ).toEqual([
      ['partition', 2_000_000, 2_100_000, []],
      ['crash', 2_050_000, 5_000_000, [0]],
      ['restart', 5_000_000, 5_000_000, [0]],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { faults, simulate, singleLeader, vote, workload } from '../../../engine/index.ts'
import { drawTimeline, layOut } from '../../../engine/timeline/draw/index.ts'
import {
  buildTimeline,
  nextNotable,
  notablesOf,
  previousNotable,
} from '../../../engine/timeline/index.ts'
import { pickedBy } from '../../../renderer/timeline/look/caused.ts'
import { filterCount, listed, setAll, toggled } from '../../../renderer/timeline/look/filtering.ts'
import { jumpWords } from '../../../renderer/timeline/look/jumps.ts'
import { timelineKeys } from '../../../renderer/timeline/look/keys.ts'
import { playedTo, speedFor } from '../../../renderer/timeline/look/playing.ts'
import { rowWindow, scrollTo } from '../../../renderer/timeline/look/row-window.ts'
import { pinnedBy, signAt } from '../../../renderer/timeline/look/sign-at.ts'
import { nextMoment } from '../../../renderer/timeline/look/stepping.ts'
import {
  ROW_KINDS,
  rowAt,
  rowTexts,
  tableRows,
} from '../../../renderer/timeline/look/table-rows.ts'
import { useTimelineView } from '../../../renderer/timeline/look/timeline-look.ts'
import { spoken, wordsOf } from '../../../renderer/timeline/look/words.ts'
import { viewOf } from '../../engine/timeline/draw/hand-made.ts'

/** A leader crashes, another is elected. */
const run = simulate({
  seed: 7,
  model: singleLeader({ followers: 2, failover: vote() }),
  workload: workload.ycsb('A', { clients: 2, rate: 40, keys: 3 }),
  faults: [faults.at('500ms').crash('leader', { for: '500ms' })],
  duration: '2s',
})
const timeline = buildTimeline(run.recording)
const whole = { from: 0, to: timeline.endMicros }
const layout = layOut(timeline, { width: 1_200 })
const drawing = drawTimeline(timeline, viewOf(timeline, whole), layout)

describe('what is under a pointer', () => {
  it('is an operation on its bar, which is picked out with the messages that it caused', () => {
    const bars = drawing.batches.find(({ what }) => what === 'operation ok write')
    if (bars?.shape !== 'rectangles') throw new Error('no write is drawn')
    const [x, y, width, height] = bars.places
    const sign = signAt(drawing, x + width / 2, y + height / 2)
    const pinned = pinnedBy(sign)
    expect(pinned?.kind).toBe('operation')
    const { operations, messages } = pickedBy(timeline, pinned)
    expect(operations).toEqual([pinned!.id])
    expect(messages.length).toBeGreaterThanOrEqual(4)
    expect(
      messages.every((id) => timeline.messages.sent[id] >= timeline.operations.invoked[pinned!.id]),
    ).toBe(true)
    expect(spoken(wordsOf(timeline, sign!, 0)!)).toMatch(
      /^Write of .*, ok\. operation \d+, value .*, client /,
    )
  })

  it('is a node with its state on a strip', () => {
    const { strip } = layout.rows[0]
    const x = layout.left + (layout.right - layout.left) * 0.01
    const sign = signAt(drawing, x, strip.top + strip.height / 2)
    const words = wordsOf(timeline, sign!, whole.to * 0.01)
    expect(words?.heading).toBe('n1: leader')
  })

  it('is nothing where nothing is drawn', () => {
    expect(signAt(drawing, 2, layout.height - 2)).toBeUndefined()
    expect(pinnedBy(undefined)).toBeUndefined()
  })
})

describe('jumping and stepping', () => {
  it('finds the crash, then the election', () => {
    const crash = nextNotable(timeline, 0)!
    expect(jumpWords(timeline, crash)).toBe('crash leader for 500ms')
    const election = nextNotable(timeline, crash.time, ['election'])!
    expect(jumpWords(timeline, election)).toMatch(/^n[23]: becomes leader$/)
    expect(notablesOf(timeline, 'election')).toEqual([election])
    expect(previousNotable(timeline, crash.time)).toBeUndefined()
  })

  it('goes from event to event and back to the same', () => {
    const next = nextMoment(timeline, 500_000, true)!
    expect(next).toBeGreaterThan(500_000)
    const after = nextMoment(timeline, next, true)!
    expect(nextMoment(timeline, after, false)).toBe(next)
    expect(nextMoment(timeline, timeline.endMicros * 2, true)).toBeUndefined()
    expect(nextMoment(timeline, 0, false)).toBeUndefined()
  })

  it('plays at a pace that can be followed, and stops at the end', () => {
    expect(playedTo(0, 16, 0.1, 1_000_000)).toBeCloseTo(1_600)
    expect(playedTo(999_999, 16, 1, 1_000_000)).toBe(1_000_000)
    expect(speedFor(60_000_000).name).toBe('1×')
    expect(speedFor(150_000).name).toBe('1/200×')
  })

  it('is done by keys alone', () => {
    const look = useTimelineView(timeline.endMicros)
    const done: string[] = []
    const keys = timelineKeys(look, {
      step: (isForward) => done.push(isForward ? 'step' : 'step back'),
      jump: (isForward) => done.push(isForward ? 'jump' : 'jump back'),
      togglePlay: () => done.push('play'),
      unpin: () => done.push('unpin'),
      scroll: (pixels) => done.push(`scroll ${pixels}`),
      help: () => done.push('help'),
    })
    for (const key of [',', '.', '[', ']', ' ', 'Escape', 'h', 'ArrowDown']) keys[key]()
    expect(done).toEqual([
      'step back',
      'step',
      'jump back',
      'jump',
      'play',
      'unpin',
      'help',
      'scroll 40',
    ])
    keys['+']()
    expect(look.window.value.to - look.window.value.from).toBeLessThan(timeline.endMicros)
    keys['0']()
    expect(look.window.value).toEqual(whole)
    keys.End()
    expect(look.cursor.value).toBe(timeline.endMicros)
  })
})

describe('the table of a window', () => {
  const found = tableRows(timeline, whole, {}, new Set(ROW_KINDS))

  it('holds what the picture holds, in order of time', () => {
    const count = (kind: string) => found.rows.filter((row) => row.kind === kind).length
    expect(count('operation')).toBe(timeline.operations.length)
    expect(count('message')).toBe(timeline.messages.length)
    expect(count('mark')).toBe(timeline.marks.length)
    expect(count('fault')).toBe(timeline.faults.length)
    const times = found.rows.map(({ time }) => time)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(found.more).toBe(0)
  })

  it('tells of the crash, the election and what never arrived', () => {
    const texts = found.rows.map((row) => rowTexts(timeline, row))
    expect(
      texts.some(({ who, what }) => who === 'fault' && what === 'crash leader for 500ms'),
    ).toBe(true)
    const crash = texts.find(({ what }) => what === 'crash')
    expect(crash?.time).toBe('0.500 s')
    expect(texts.some(({ what, who }) => what === 'becomes leader' && who !== 'n1')).toBe(true)
    expect(texts.some(({ what }) => what.includes('never seen, since the receiver was down'))).toBe(
      true,
    )
  })

  it('follows the filter and the kinds that are asked for', () => {
    const endpoints = new Set([0, 1])
    const few = tableRows(timeline, whole, { endpoints }, new Set(['message']))
    expect(few.rows.length).toBeGreaterThan(0)
    const { from, to } = timeline.messages
    expect(few.rows.every(({ id }) => endpoints.has(from[id]) && endpoints.has(to[id]))).toBe(true)
  })

  it('finds the row of a moment', () => {
    const at = rowAt(found.rows, 500_000)
    expect(found.rows[at].time).toBeLessThanOrEqual(500_000)
    expect(found.rows[at + 1].time).toBeGreaterThan(500_000)
  })

  it('makes only the rows that are in sight', () => {
    expect(rowWindow(1_000_000, 24_000, 240, 24)).toEqual({ first: 994, count: 22 })
    expect(rowWindow(3, 0, 240, 24)).toEqual({ first: 0, count: 3 })
    expect(scrollTo(5, 0, 240, 24)).toBe(0)
    expect(scrollTo(20, 0, 240, 24)).toBe(264)
    expect(scrollTo(2, 240, 240, 24)).toBe(48)
  })
})

describe('the filter', () => {
  it('holds nothing where all is shown', () => {
    const all = [0, 1, 2]
    const without = toggled(undefined, all, 1)
    expect([...without!]).toEqual([0, 2])
    expect(toggled(without, all, 1)).toBeUndefined()
    expect([...setAll(undefined, all, [0, 1], false)!]).toEqual([2])
    expect(setAll(new Set([2]), all, [0, 1], true)).toBeUndefined()
    expect(filterCount({ endpoints: without, key: 3 })).toBe(2)
  })

  it('offers so many as can be made at once, and counts the others', () => {
    const many = listed(Array.from({ length: 20_000 }, (_, id) => id))
    expect([many.offered.length, many.more]).toEqual([1_000, 19_000])
    expect(listed([7])).toEqual({ offered: [7], more: 0 })
  })
})

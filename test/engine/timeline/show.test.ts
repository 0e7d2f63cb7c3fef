import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faults, latency, leaderless, simulate, workload } from '../../../engine/index.ts'
import {
  buildTimeline,
  type Filter,
  MessageFate,
  type Shown,
  showMarks,
  showMessages,
  showOperations,
  type Timeline,
} from '../../../engine/timeline/index.ts'
import { EventKind } from '../../../engine/trace/event.ts'
import { SEED, scenarios } from '../support/random-scenarios.ts'

/** Something that begins, ends, stands in a group and has a class: what a slow and simple count needs to know. */
interface Thing {
  readonly id: number
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
  readonly kind: number
}

const range = (length: number) => Array.from({ length }, (_, index) => index)

function messageThings({ messages, operations, run }: Timeline, filter: Filter): Thing[] {
  const carried = run.trace.carried
  const keysOf = (id: number) => [
    ...(messages.operation[id] >= 0 ? [operations.key[messages.operation[id]]] : []),
    ...range(carried.length)
      .filter((pair) => carried.message[pair] === id)
      .map((pair) => operations.key[carried.operation[pair]]),
  ]
  return range(messages.length)
    .filter((id) => filter.messageKinds?.has(messages.kind[id]) ?? true)
    .filter((id) => filter.key === undefined || keysOf(id).includes(filter.key))
    .map((id) => ({
      id,
      start: messages.sent[id],
      end: messages.ended[id],
      from: messages.from[id],
      to: messages.to[id],
      kind: messages.fate[id],
    }))
}

function operationThings({ operations, clients }: Timeline, filter: Filter): Thing[] {
  return range(operations.length)
    .filter((id) => filter.key === undefined || operations.key[id] === filter.key)
    .map((id) => ({
      id,
      start: operations.invoked[id],
      end: operations.returned[id],
      from: clients[operations.session[id]].endpoint,
      to: clients[operations.session[id]].endpoint,
      kind: operations.ending[id],
    }))
}

function markThings({ marks, run }: Timeline, filter: Filter): Thing[] {
  const keyOf = (id: number) => run.trace.at(marks.position[id]).key
  return range(marks.length)
    .filter((id) => filter.key === undefined || keyOf(id) < 0 || keyOf(id) === filter.key)
    .map((id) => ({
      id,
      start: marks.time[id],
      end: marks.time[id],
      from: marks.node[id],
      to: marks.node[id],
      kind: marks.kind[id],
    }))
}

const KINDS = [
  [messageThings, showMessages],
  [operationThings, showOperations],
  [markThings, showMarks],
] as const

/** A density as lines of text, sorted: the same for the same counts. */
function linesOf(shown: Shown): string[] {
  if (shown.form === 'each') return ['each']
  return shown.groups
    .flatMap(({ from, to, counts }) =>
      counts.flatMap((line, kind) =>
        line === undefined ? [] : [`${from} ${to} ${kind}: ${line.join(' ')}`],
      ),
    )
    .sort()
}

function countSlowly(things: readonly Thing[], shown: Shown): string[] {
  if (shown.form === 'each') return ['each']
  const { from, binMicros, bins } = shown
  const cells = new Map<string, number[]>()
  for (const thing of things) {
    const bin = Math.floor((thing.start - from) / binMicros)
    if (bin < 0 || bin >= bins) continue
    const name = `${thing.from} ${thing.to} ${thing.kind}`
    const line = cells.get(name) ?? new Array(bins).fill(0)
    line[bin]++
    cells.set(name, line)
  }
  return [...cells].map(([name, line]) => `${name}: ${line.join(' ')}`).sort()
}

const isShown = ({ endpoints }: Filter, { from, to }: Thing) =>
  endpoints === undefined || (endpoints.has(from) && endpoints.has(to))

describe('What a window shows', () => {
  it('is what a slow look at everything finds, one by one and as numbers', () => {
    const windows = fc.record({
      from: fc.double({ min: -0.2, max: 1.1, noNaN: true }),
      length: fc.double({ min: 0, max: 1.2, noNaN: true }),
      bins: fc.integer({ min: 1, max: 50 }),
      endpoints: fc.option(fc.uniqueArray(fc.nat(6), { minLength: 1 })),
      key: fc.option(fc.nat(5)),
      kinds: fc.option(fc.uniqueArray(fc.nat(6))),
      limit: fc.constantFrom(0, 30, 1e9),
    })
    fc.assert(
      fc.property(scenarios, fc.array(windows, { minLength: 4, maxLength: 4 }), (scenario, all) => {
        const timeline = buildTimeline(simulate({ ...scenario, drain: '1s' }).recording)
        for (const { from, length, bins, endpoints, key, kinds, limit } of all) {
          const window = {
            from: from * timeline.endMicros,
            to: (from + length) * timeline.endMicros,
          }
          const filter = {
            ...(endpoints === null ? {} : { endpoints: new Set(endpoints) }),
            ...(key === null ? {} : { key }),
            ...(kinds === null ? {} : { messageKinds: new Set(kinds) }),
          }
          for (const [thingsOf, show] of KINDS) {
            const things = thingsOf(timeline, filter).filter((thing) => isShown(filter, thing))
            const shown = show(timeline, window, filter, limit, bins)
            const start = Math.min(timeline.endMicros, Math.max(0, Math.floor(window.from)))
            const end = Math.max(start, Math.min(timeline.endMicros, Math.ceil(window.to)))
            const there = things.filter((thing) => thing.start <= end && thing.end >= start)
            if (there.length <= limit) {
              expect(shown).toEqual({
                form: 'each',
                ids: Int32Array.from(there, ({ id }) => id),
              })
              continue
            }
            expect(shown.form).toBe('density')
            expect(linesOf(shown)).toEqual(countSlowly(things, shown))
            if (shown.form !== 'density') continue
            expect(shown.bins).toBeLessThanOrEqual(bins + 1)
            expect(shown.from).toBeLessThanOrEqual(start)
            expect(shown.from + shown.bins * shown.binMicros).toBeGreaterThan(end)
          }
        }
      }),
      { seed: SEED, numRuns: 15 },
    )
  }, 60_000)

  it('holds, far out, exactly the counts of the trace, with what was lost apart', () => {
    const run = simulate({
      seed: 5,
      model: leaderless({ nodes: 5 }),
      network: { latency: latency.constant('1ms'), loss: 0.02 },
      workload: workload.ycsb('A', { clients: 10, rate: 1_000, keys: 50 }),
      faults: [faults.at('2s').isolate('n2', { for: '1s' }), faults.at('4s').crash('n3')],
      duration: '6s',
    })
    const timeline = buildTimeline(run.recording)
    const whole = { from: 0, to: timeline.endMicros }
    const shown = showMessages(timeline, whole, {}, 100, 200)
    const total = (fate: number) =>
      shown.form === 'density'
        ? shown.groups
            .flatMap(({ counts }) => [...(counts[fate] ?? [])])
            .reduce((sum, count) => sum + count, 0)
        : Number.NaN
    const fates = Object.values(MessageFate)
    const sent = run.trace.events(EventKind.send).length
    expect(fates.reduce<number>((sum, fate) => sum + total(fate), 0)).toBe(sent)
    const { dropped } = run.metrics.messages!
    expect(total(MessageFate.lost)).toBe(dropped.loss)
    expect(total(MessageFate.cut)).toBe(dropped.cut)
    expect(total(MessageFate.receiverDown)).toBe(dropped.receiverDown)
    expect(dropped.loss).toBeGreaterThan(0)
    expect(dropped.cut).toBeGreaterThan(0)
    expect(dropped.receiverDown).toBeGreaterThan(0)
  })

  it('shows the same bins while the window moves', () => {
    const run = simulate({
      seed: 5,
      model: leaderless({ nodes: 3 }),
      workload: workload.ycsb('A', { clients: 3, rate: 500, keys: 5 }),
      duration: '2s',
    })
    const timeline = buildTimeline(run.recording)
    const one = showOperations(timeline, { from: 400_000, to: 1_400_000 }, {}, 10, 50)
    const other = showOperations(timeline, { from: 400_123, to: 1_400_123 }, {}, 10, 50)
    expect(other).toEqual(one)
  })
})

import type { Micros } from '../core/clock.ts'
import type { EndpointId, KeyId } from '../trace/event.ts'
import {
  Beginnings,
  type Bins,
  type Lasting,
  type SortedBeginnings,
  sortBeginnings,
} from './beginnings.ts'
import { MarkKind, MessageFate, OperationClass, type Timeline } from './timeline.ts'
import { type Density, type Filter, MAXIMUM_BINS, type Shown, type Window } from './window.ts'

/**
 * The messages that were under way in a window, one by one; or, when they are more than `limit`, how many were sent, by pair of lanes and by fate: what was lost or cut
 * off is a class of its own, never swallowed.
 *
 * A density has about `bins` bins: their length is a power of two, and they begin at multiples of it, so that the same bins hold the same counts while the window moves.
 * They cover the window whole, and may begin before it and end after it.
 */
export function showMessages(
  timeline: Timeline,
  window: Window,
  filter: Filter,
  limit: number,
  bins: number,
): Shown {
  const { kind } = timeline.messages
  const { messageKinds, key } = filter
  const test = (id: number) => messageKinds?.has(kind[id]) ?? true
  const ids = key === undefined ? messagesOfKinds(timeline, filter) : messagesOfKey(timeline, key)
  const isPlain = messageKinds === undefined && key === undefined
  return show({ what: 'messages', timeline, window, filter, limit, bins, test, ids, isPlain })
}

/** As `showMessages`: the operations of each client that were under way in a window, or how many were called, by client and by how they ended. */
export function showOperations(
  timeline: Timeline,
  window: Window,
  filter: Filter,
  limit: number,
  bins: number,
): Shown {
  const { key } = timeline.operations
  const test = (id: number) => filter.key === undefined || key[id] === filter.key
  const isPlain = filter.key === undefined
  return show({ what: 'operations', timeline, window, filter, limit, bins, test, isPlain })
}

/** As `showMessages`: the marks in a window, or how many there are, by node and by kind. Of a key: those that concern it, and those that concern none. */
export function showMarks(
  timeline: Timeline,
  window: Window,
  filter: Filter,
  limit: number,
  bins: number,
): Shown {
  const { position } = timeline.marks
  const { trace } = timeline.run
  const test = (id: number) => {
    if (filter.key === undefined) return true
    const { key } = trace.at(position[id])
    return key < 0 || key === filter.key
  }
  const isPlain = filter.key === undefined
  return show({ what: 'marks', timeline, window, filter, limit, bins, test, isPlain })
}

/** How many messages, operations or marks there are over the whole run, in so many bins at most. */
export function densityOf(
  timeline: Timeline,
  what: 'messages' | 'operations' | 'marks',
  most: number,
): Density {
  const bins = alignBins(0, timeline.endMicros, most)
  const groups = indexOf(timeline)[what].count(bins, () => true)
  return { form: 'density', ...bins, groups }
}

interface Question {
  readonly what: 'messages' | 'operations' | 'marks'
  readonly timeline: Timeline
  readonly window: Window
  readonly filter: Filter
  readonly limit: number
  readonly bins: number
  /** Of what the ends let pass. */
  readonly test: (id: number) => boolean
  /** The only ones that can pass, ascending; undefined for all. */
  readonly ids?: Int32Array | undefined
  /** Whether the filter looks at the ends alone. */
  readonly isPlain: boolean
}

function show(question: Question): Shown {
  const { what, timeline, window, filter, limit, test, ids, isPlain } = question
  const index = indexOf(timeline)[what]
  const passes = both(filter, index.lasting, test)
  const { from, to } = clamp(window, timeline.endMicros)
  const farOut = isPlain ? wholeRun(question, from, to) : undefined
  if (farOut !== undefined) return farOut
  const each =
    ids === undefined
      ? index.within(from, to, limit, passes)
      : index.among(ids, from, to, limit, passes)
  if (each !== undefined) return { form: 'each', ids: each }
  const bins = alignBins(from, to, question.bins)
  const groups = isPlain
    ? index.count(bins, endsShown(filter))
    : index.countThose(bins, passes, ids)
  return { form: 'density', ...bins, groups }
}

/** From so many bins of what a smaller recording keeps of the whole on, these are shown: they hold all, and it holds a part. */
const BINS_FAR_OUT = 8

/** Of a recording that was made smaller, the counts of the whole run where a window is wide enough for them. */
function wholeRun({ what, timeline, filter }: Question, from: Micros, to: Micros) {
  const density = timeline.run.thinned?.densities[what]
  if (density === undefined || to - from < BINS_FAR_OUT * density.binMicros) return undefined
  const first = Math.floor((from - density.from) / density.binMicros)
  const end = Math.min(density.bins, Math.floor((to - density.from) / density.binMicros) + 1)
  const isShown = endsShown(filter)
  return {
    ...density,
    from: density.from + first * density.binMicros,
    bins: end - first,
    groups: density.groups
      .filter((group) => isShown(group.from, group.to))
      .map((group) => ({ ...group, counts: group.counts.map((line) => line?.slice(first, end)) })),
  }
}

/** Aligned bins of a power of two microseconds that cover a window, as many as asked for or fewer, and one more where the window begins within one. */
function alignBins(from: Micros, to: Micros, wanted: number): Bins {
  const most = Math.min(MAXIMUM_BINS, Math.max(1, Math.floor(wanted)))
  let binMicros = 1
  while (binMicros * most < to - from + 1) binMicros *= 2
  const start = Math.floor(from / binMicros) * binMicros
  return { from: start, binMicros, bins: Math.floor((to - start) / binMicros) + 1 }
}

/** Whole microseconds of the run. */
function clamp({ from, to }: Window, end: Micros): Window {
  const start = Math.min(end, Math.max(0, Math.floor(from)))
  return { from: start, to: Math.max(start, Math.min(end, Math.ceil(to))) }
}

const endsShown =
  ({ endpoints }: Filter) =>
  (from: EndpointId, to: EndpointId): boolean =>
    endpoints === undefined || (endpoints.has(from) && endpoints.has(to))

function both(filter: Filter, { from, to }: Lasting, test: (id: number) => boolean) {
  const isShown = endsShown(filter)
  return filter.endpoints === undefined
    ? test
    : (id: number) => isShown(from[id], to[id]) && test(id)
}

// What is computed once a timeline.

/** What windows are looked up in, as plain data. */
export interface SortedTimeline {
  readonly messages: SortedBeginnings
  readonly operations: SortedBeginnings
  readonly marks: SortedBeginnings
}

interface TimelineIndex {
  readonly sorted: SortedTimeline
  readonly messages: Beginnings
  readonly operations: Beginnings
  readonly marks: Beginnings
  readonly messagesByKey: Map<KeyId, Int32Array>
  /** By the numbers of some kinds. */
  readonly messagesByKinds: Map<string, Int32Array>
}

const known = new WeakMap<Timeline, TimelineIndex>()

/** Some milliseconds for a trace of a million events, once for each timeline. */
export const sortedOf = (timeline: Timeline): SortedTimeline => indexOf(timeline).sorted

/** Looks windows of a timeline up in what was sorted elsewhere, in place of sorting when the first is asked for. */
export function useSorted(timeline: Timeline, sorted: SortedTimeline): void {
  known.set(timeline, {
    sorted,
    messages: new Beginnings(sorted.messages),
    operations: new Beginnings(sorted.operations),
    marks: new Beginnings(sorted.marks),
    messagesByKey: new Map(),
    messagesByKinds: new Map(),
  })
}

function indexOf(timeline: Timeline): TimelineIndex {
  if (!known.has(timeline)) useSorted(timeline, sortTimeline(timeline))
  return known.get(timeline)!
}

const sortTimeline = (timeline: Timeline): SortedTimeline => ({
  messages: sortBeginnings(messagesOf(timeline), countOf(MessageFate)),
  operations: sortBeginnings(operationsOf(timeline), countOf(OperationClass)),
  marks: sortBeginnings(marksOf(timeline), countOf(MarkKind)),
})

const countOf = (codes: object): number => Object.keys(codes).length

const messagesOf = ({ messages }: Timeline): Lasting => ({
  length: messages.length,
  starts: messages.sent,
  ends: messages.ended,
  from: messages.from,
  to: messages.to,
  classes: messages.fate,
})

function operationsOf({ operations, clients }: Timeline): Lasting {
  const endpoint = Int16Array.from(clients, (client) => client.endpoint)
  const from = Int16Array.from(operations.session, (session) => endpoint[session])
  const { length, invoked: starts, returned: ends, ending: classes } = operations
  return { length, starts, ends, from, to: from, classes }
}

const marksOf = ({ marks: { length, time, node, kind } }: Timeline): Lasting => ({
  length,
  starts: time,
  ends: time,
  from: node,
  to: node,
  classes: kind,
})

/** The messages of the kinds that are asked for; undefined where all are. */
function messagesOfKinds(timeline: Timeline, { messageKinds }: Filter): Int32Array | undefined {
  if (messageKinds === undefined) return undefined
  const { messagesByKinds } = indexOf(timeline)
  const name = [...messageKinds].sort((a, b) => a - b).join(' ')
  const known = messagesByKinds.get(name)
  if (known !== undefined) return known
  const { kind, length } = timeline.messages
  const isWanted = new Uint8Array(256)
  for (const wanted of messageKinds) isWanted[wanted] = 1
  const found = new Int32Array(length)
  let count = 0
  for (let id = 0; id < length; id++) if (isWanted[kind[id]] === 1) found[count++] = id
  if (messagesByKinds.size === REMEMBERED_KINDS) messagesByKinds.clear()
  const ids = found.slice(0, count)
  messagesByKinds.set(name, ids)
  return ids
}

/** Choices of kinds that are remembered. */
const REMEMBERED_KINDS = 8

/** The messages that name an operation of a key, or carry one besides. */
function messagesOfKey(timeline: Timeline, key: KeyId): Int32Array {
  const { messagesByKey } = indexOf(timeline)
  const found = messagesByKey.get(key)
  if (found !== undefined) return found
  const ids = findMessagesOfKey(timeline, key)
  messagesByKey.set(key, ids)
  return ids
}

function findMessagesOfKey({ run, messages, operations }: Timeline, wanted: KeyId): Int32Array {
  const { key } = operations
  const found: number[] = []
  for (let id = 0; id < messages.length; id++) {
    if (messages.operation[id] >= 0 && key[messages.operation[id]] === wanted) found.push(id)
  }
  const { length, message, operation } = run.trace.carried
  const named = found.length
  for (let pair = 0; pair < length; pair++) {
    if (key[operation[pair]] === wanted) found.push(message[pair])
  }
  return found.length === named ? Int32Array.from(found) : Int32Array.from(new Set(found)).sort()
}

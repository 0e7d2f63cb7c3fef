import type { Micros } from '../../core/clock.ts'
import { FATE_NAMES, isLost, OPERATION_STYLES } from '../../timeline/draw/index.ts'
import { explain } from '../../timeline/explain.ts'
import { faultKinds } from '../../timeline/fault-kinds.ts'
import { isMending } from '../../timeline/faults.ts'
import { namesOfRecording } from '../../timeline/knowledge.ts'
import { shownValue } from '../../timeline/operation-words.ts'
import { type FaultSpan, MarkKind, OperationClass, type Timeline } from '../../timeline/timeline.ts'
import type { Filter, Window } from '../../timeline/window.ts'
import type { OperationId } from '../../trace/event.ts'
import { formatMoment, formatNumber } from '../../trace/format.ts'
import { ACTION_NAMES } from '../../trace/history.ts'

/** Events of one kind that a text tells; the others are counted. */
const TOLD_A_KIND = 5

/** Faults whose beginnings and ends a text tells; of the others their kinds. */
const TOLD_FAULTS = 12

/** Something that is told of a run. */
interface Told {
  readonly time: Micros
  readonly text: string
  /** What it is one of, in the plural: `stale reads`. */
  readonly kind: string
  /** The operation of which it tells, where there is more to tell. */
  readonly operation?: OperationId
}

/**
 * What happened in a stretch of a run that is worth telling, in words and in order of time: faults, what became of nodes, operations that did not end well, messages that never
 * arrived. The first few of each kind; a last line counts the others.
 */
export function eventsText(timeline: Timeline, window: Window, filter: Filter = {}): string[] {
  const all = [
    ...marksTold(timeline, filter),
    ...operationsTold(timeline, filter),
    ...messagesTold(timeline, window, filter),
  ].filter(({ time }) => time >= window.from && time <= window.to)
  const faults = faultsTold(timeline, window)
  const { shown, left } = firstOfEach([...faults.told, ...all])
  const reasons = reasonsOf(timeline, shown)
  const lines = shown
    .sort((one, other) => one.time - other.time)
    .flatMap((told) => [
      [formatMoment(told.time), told.text] as const,
      ...(reasons.has(told) ? [['', `why: ${reasons.get(told)}`] as const] : []),
    ])
  const width = Math.max(0, ...lines.map(([moment]) => moment.length))
  const indent = width + GAP
  return [
    ...lines.flatMap(([moment, text]) =>
      wrapped(text, COLUMNS - indent).map(
        (part, at) => `${(at === 0 ? moment : '').padStart(width)}${' '.repeat(GAP)}${part}`,
      ),
    ),
    ...faults.more.flatMap((line) => wrapped(line, COLUMNS)),
    ...(left.size === 0 ? [] : wrapped(`and ${counted(left)}`, COLUMNS)),
  ]
}

/** Of a terminal. */
const COLUMNS = 80
/** Between a moment and what happened then. */
const GAP = 2

/** Lines no longer than that, as far as words allow. */
function wrapped(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** Events of the largest run in which a text looks for reasons. */
const EXPLAINED_EVENTS = 50_000

/** Why the first operation of each kind was lost, stale or in conflict. */
function reasonsOf(timeline: Timeline, shown: readonly Told[]): Map<Told, string> {
  const reasons = new Map<Told, string>()
  if (timeline.run.trace.length > EXPLAINED_EVENTS) return reasons
  const known = new Set<string>()
  for (const told of shown) {
    if (told.operation === undefined || known.has(told.kind)) continue
    known.add(told.kind)
    const { summary } = explain(timeline, told.operation)
    if (summary !== undefined) reasons.set(told, summary)
  }
  return reasons
}

function firstOfEach(all: readonly Told[]) {
  const counts = new Map<string, number>()
  const left = new Map<string, number>()
  const shown = all.filter(({ kind }) => {
    const before = counts.get(kind) ?? 0
    counts.set(kind, before + 1)
    const limit = kind === FAULTS ? Number.POSITIVE_INFINITY : TOLD_A_KIND
    if (before >= limit) left.set(kind, (left.get(kind) ?? 0) + 1)
    return before < limit
  })
  return { shown, left }
}

const counted = (left: ReadonlyMap<string, number>): string =>
  [...left].map(([kind, count]) => `${formatNumber(count)} more ${kind}`).join(', ')

const FAULTS = 'beginnings and ends of faults'

/** The first ones, the last one, and a line that counts what is between. */
function faultsTold({ faults, endMicros }: Timeline, { from, to }: Window) {
  const seen = faults.filter((fault) => fault.from <= to && fault.to >= from)
  const isFew = seen.length <= TOLD_FAULTS
  const shown = isFew ? seen : [...seen.slice(0, TOLD_FAULTS - 1), ...seen.slice(-1)]
  const rest = isFew ? [] : seen.slice(TOLD_FAULTS - 1, -1)
  return {
    told: shown
      .flatMap((fault) => momentsOf(fault, endMicros))
      .filter(({ time }) => time >= from && time <= to),
    more:
      rest.length === 0
        ? []
        : [`and ${formatNumber(rest.length)} more faults of these kinds: ${faultKinds(rest)}`],
  }
}

function momentsOf(fault: FaultSpan, endMicros: Micros): Told[] {
  const { label, from, to } = fault
  const text = isMending(fault) ? label : `fault: ${label}`
  const begins = { time: from, text, kind: FAULTS }
  if (to <= from || to >= endMicros) return [begins]
  return [begins, { time: to, text: `${label} ends`, kind: FAULTS }]
}

/** What a node does, by kind of mark, and what such events are called; a kind that is not here is not told. */
const MARK_WORDS = new Map<number, readonly [does: string, kind: string]>([
  [MarkKind.crash, ['crashes', 'crashes']],
  [MarkKind.restart, ['starts again', 'restarts']],
  [MarkKind.pause, ['is paused', 'pauses']],
  [MarkKind.resume, ['goes on after its pause', 'ends of pauses']],
  [MarkKind.candidate, ['asks for votes', 'requests for votes']],
  [MarkKind.leader, ['becomes leader', 'elections']],
  [MarkKind.stepDown, ['is no longer leader', 'leaders that stepped down']],
  [MarkKind.conflict, ['finds a conflict', 'conflicts']],
  [MarkKind.siblings, ['keeps siblings', 'siblings']],
  [MarkKind.hintStored, ['keeps a hint', 'hints kept']],
  [MarkKind.hintDelivered, ['hands over a hint', 'hints handed over']],
  [MarkKind.hintDropped, ['drops a hint', 'hints dropped']],
  [MarkKind.truncate, ['takes entries out of its log', 'truncations of logs']],
  [MarkKind.lose, ['loses writes that were not on its disk', 'losses of unsynced writes']],
])

const WITH_TERM: readonly number[] = [MarkKind.candidate, MarkKind.leader, MarkKind.stepDown]

function marksTold({ run, marks }: Timeline, { endpoints, key: only }: Filter): Told[] {
  const { endpoint, key: nameOf } = namesOfRecording(run)
  const told: Told[] = []
  for (let mark = 0; mark < marks.length; mark++) {
    const words = MARK_WORDS.get(marks.kind[mark])
    const node = marks.node[mark]
    if (words === undefined || endpoints?.has(node) === false) continue
    const { key, b } = run.trace.at(marks.position[mark])
    if (only !== undefined && key >= 0 && key !== only) continue
    const term = WITH_TERM.includes(marks.kind[mark]) && b > 0 ? `, term ${b}` : ''
    const count = marks.count[mark] > 1 ? ` (${formatNumber(marks.count[mark])})` : ''
    const of = key >= 0 && marks.count[mark] === 1 ? ` of ${nameOf(key)}` : ''
    const text = `${endpoint(node)} ${words[0]}${of}${count}${term}`
    told.push({ time: marks.time[mark], text, kind: words[1] })
  }
  return told
}

/** At the moment of the call. */
function operationsTold(timeline: Timeline, filter: Filter): Told[] {
  const { run, operations, clients } = timeline
  const { endpoint, key: nameOf } = namesOfRecording(run)
  const { ending, action, key, session, invoked, node } = operations
  const told: Told[] = []
  for (let id = 0; id < operations.length; id++) {
    const client = clients[session[id]]
    if (ending[id] === OperationClass.ok || client === undefined) continue
    if (filter.endpoints?.has(client.endpoint) === false) continue
    if (filter.key !== undefined && key[id] !== filter.key) continue
    const verb = action[id] === 0 ? 'reads' : 'writes'
    const by = node[id] < 0 ? '' : `, answered by ${endpoint(node[id])}`
    const { name } = OPERATION_STYLES[ending[id]]
    const value = shownValue(timeline, id)
    const content = value === undefined ? nameOf(key[id]) : `${nameOf(key[id])} = ${value}`
    const text = `${client.name} ${verb} ${content}${by}: ${name}`
    const kind = `${name} ${ACTION_NAMES[action[id]]}s`
    const { isBroken } = OPERATION_STYLES[ending[id]]
    told.push({ time: invoked[id], text, kind, ...(isBroken ? { operation: id } : {}) })
  }
  return told
}

/** Those that never arrived, by sender, receiver and cause, all clients as one: the first of each, and how many there are. */
function messagesTold(
  { run, messages, operations }: Timeline,
  { from: start, to: end }: Window,
  { endpoints, key }: Filter,
): Told[] {
  const { endpoint } = namesOfRecording(run)
  const isClient = (id: number) => run.places[id]?.kind === 'client'
  const nameOf = (id: number) => (isClient(id) ? 'a client' : endpoint(id))
  const groups = new Map<string, { time: Micros; count: number; text: string }>()
  for (let id = 0; id < messages.length; id++) {
    const [from, to, sent, fate] = [messages.from, messages.to, messages.sent, messages.fate]
    if (!isLost(fate[id]) || sent[id] < start || sent[id] > end) continue
    if (endpoints !== undefined && !(endpoints.has(from[id]) && endpoints.has(to[id]))) continue
    const operation = messages.operation[id]
    if (key !== undefined && (operation < 0 || operations.key[operation] !== key)) continue
    const name = `${nameOf(from[id])} ${nameOf(to[id])} ${fate[id]}`
    const group = groups.get(name)
    if (group !== undefined) group.count++
    else {
      const kind = run.trace.messageNames[messages.kind[id]]
      const text = `${kind} from ${nameOf(from[id])} to ${nameOf(to[id])}: ${FATE_NAMES[fate[id]]}`
      groups.set(name, { time: sent[id], count: 1, text })
    }
  }
  return [...groups.values()].map(({ time, count, text }) => {
    const more = count === 1 ? '' : ` (the first of ${formatNumber(count)})`
    return { time, text: `${text}${more}`, kind: 'pairs whose messages never arrived' }
  })
}

import { MARK_STYLES } from '../../../engine/timeline/draw/index.ts'
import {
  type Filter,
  formatMoment,
  type MarkKind,
  type Shown,
  showMarks,
  showMessages,
  showOperations,
  type Timeline,
  type Window,
} from '../../../engine/timeline/index.ts'
import type { Pinned } from './timeline-look.ts'
import { messageWords, operationWords, stateName, type Words } from './words.ts'

/** What rows can be of, in the order in which those of one moment stand. */
export const ROW_KINDS = ['fault', 'state', 'mark', 'message', 'operation'] as const
export type RowKind = (typeof ROW_KINDS)[number]

/** Rows of one kind at most, so that they are made within a frame; of a kind of which a window holds more, there are none, and they are counted. */
export const MAXIMUM_ROWS = 20_000

/** One row: what it is of, by number, and when it begins. */
export interface TableRow {
  readonly kind: RowKind
  readonly id: number
  readonly time: number
}

export interface TableRows {
  readonly rows: readonly TableRow[]
  /** How many are left out, since they are too many to list. */
  readonly more: number
}

/** All that a window shows, as rows in order of time. */
export function tableRows(
  timeline: Timeline,
  window: Window,
  filter: Filter,
  kinds: ReadonlySet<RowKind>,
): TableRows {
  const { operations, messages, marks } = timeline
  const ask = [timeline, window, filter, MAXIMUM_ROWS, 1] as const
  const parts = [
    kinds.has('fault') ? faultRows(timeline, window) : NONE,
    kinds.has('state') ? stateRows(timeline, window, filter) : NONE,
    kinds.has('mark') ? rowsOf('mark', showMarks(...ask), marks.time) : NONE,
    kinds.has('message') ? rowsOf('message', showMessages(...ask), messages.sent) : NONE,
    kinds.has('operation') ? rowsOf('operation', showOperations(...ask), operations.invoked) : NONE,
  ]
  const rows = parts.reduce((merged, part) => merge(merged, part.rows), NONE.rows)
  return { rows, more: parts.reduce((sum, { more }) => sum + more, 0) }
}

/** Two lists in order of time as one; of one moment those of the first stand first. */
function merge(one: readonly TableRow[], other: readonly TableRow[]): readonly TableRow[] {
  if (other.length === 0) return one
  const merged: TableRow[] = []
  let next = 0
  for (const row of other) {
    while (next < one.length && one[next].time <= row.time) merged.push(one[next++])
    merged.push(row)
  }
  while (next < one.length) merged.push(one[next++])
  return merged
}

const NONE: TableRows = { rows: [], more: 0 }

function rowsOf(kind: RowKind, shown: Shown, times: Float64Array): TableRows {
  if (shown.form === 'density') return { rows: [], more: countIn(shown) }
  return { rows: Array.from(shown.ids, (id) => ({ kind, id, time: times[id] })), more: 0 }
}

const countIn = ({ groups }: Extract<Shown, { form: 'density' }>): number =>
  groups
    .flatMap(({ counts }) => counts)
    .reduce((sum, counts) => sum + (counts?.reduce((a, b) => a + b, 0) ?? 0), 0)

function faultRows({ faults }: Timeline, { from, to }: Window): TableRows {
  const rows = faults.flatMap((fault, id): TableRow[] =>
    fault.from <= to && fault.to >= from ? [{ kind: 'fault', id, time: fault.from }] : [],
  )
  return { rows, more: 0 }
}

/** Spans of nodes are numbered one after the other. */
function stateRows({ nodes }: Timeline, { from, to }: Window, { endpoints }: Filter): TableRows {
  let id = 0
  const rows: TableRow[] = []
  for (const { endpoint, spans } of nodes) {
    const isShown = endpoints?.has(endpoint) ?? true
    for (const span of spans) {
      if (isShown && span.from <= to && span.to >= from)
        rows.push({ kind: 'state', id, time: span.from })
      id++
    }
  }
  rows.sort((a, b) => a.time - b.time)
  return { rows, more: 0 }
}

/** A row as it is read: when, who, what, and more. */
export interface RowTexts {
  readonly time: string
  readonly who: string
  readonly what: string
  readonly more: string
}

export function rowTexts(timeline: Timeline, { kind, id, time }: TableRow): RowTexts {
  return { time: formatMoment(time), ...contentOf(timeline, kind, id) }
}

function contentOf(timeline: Timeline, kind: RowKind, id: number): Omit<RowTexts, 'time'> {
  const { faults, marks, run, clients, operations, messages } = timeline
  const name = (endpoint: number) => run.places[endpoint]?.name ?? ''
  switch (kind) {
    case 'fault':
      return { who: 'fault', what: faults[id].label, more: `until ${formatMoment(faults[id].to)}` }
    case 'state':
      return stateTexts(timeline, id)
    case 'mark': {
      const { name: what } = MARK_STYLES[marks.kind[id] as MarkKind]
      const more = marks.operation[id] >= 0 ? `operation ${marks.operation[id]}` : ''
      return { who: name(marks.node[id]), what, more }
    }
    case 'message': {
      const { heading, lines } = messageWords(timeline, id)
      const who = `${name(messages.from[id])} → ${name(messages.to[id])}`
      return { who, what: heading, more: told(lines, ['took', 'for operation']) }
    }
    case 'operation': {
      const { heading, lines } = operationWords(timeline, id)
      const who = clients[operations.session[id]]?.name ?? ''
      return {
        who,
        what: heading,
        more: told(lines, ['value', 'found', 'operation', 'took', 'answered by']),
      }
    }
  }
}

const told = (lines: Words['lines'], wanted: readonly string[]): string =>
  lines
    .filter(([name]) => wanted.includes(name))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

function stateTexts({ nodes }: Timeline, id: number): Omit<RowTexts, 'time'> {
  for (const { name, spans } of nodes) {
    if (id >= spans.length) {
      id -= spans.length
      continue
    }
    const { term, to } = spans[id]
    const more = `${term > 0 ? `term ${term}, ` : ''}until ${formatMoment(to)}`
    return { who: name, what: stateName(spans[id]), more }
  }
  return { who: '', what: '', more: '' }
}

/** What choosing a row picks out. */
export const pinnedByRow = ({ kind, id }: TableRow): Pinned | undefined =>
  kind === 'operation' || kind === 'message' ? { kind, id } : undefined

/** The last row at or before a moment; 0 where there is none. */
export function rowAt(rows: readonly TableRow[], time: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle].time <= time) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

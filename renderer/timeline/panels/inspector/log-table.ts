import type { LogAt, LogDifference, LogEntry } from '../../../../engine/timeline/index.ts'

/** Logs of several nodes beside each other: a column an offset, where there is something to see. Plain data. */
export interface LogTable {
  readonly columns: readonly LogColumn[]
  readonly rows: readonly LogRow[]
}

/** One offset, or those from one up to another in which there is nothing to see. */
export type LogColumn =
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'gap'; readonly from: number; readonly to: number }

export interface LogRow {
  /** Endpoint. */
  readonly node: number
  readonly length: number
  readonly committed: number
  /** Entries beyond those that it shares with the leader's log, and entries of the leader's that it lacks. */
  readonly own: number
  readonly lacks: number
  /** By column; undefined where it has no entry, and at gaps. */
  readonly cells: readonly (LogCell | undefined)[]
}

export interface LogCell extends LogEntry {
  readonly isCommitted: boolean
  /** It is not in the leader's log. */
  readonly isDifferent: boolean
  /** What the last step did to it. */
  readonly change: 'new' | 'gone' | 'committed' | undefined
}

/** How much of long logs is shown, with names. */
export const logLimits = {
  /** Entries at the end of the longest log that are always shown. */
  tail: 12,
  /** Entries before and after a point of interest. */
  before: 2,
  after: 5,
  /** Points of interest: where logs part from the leader's, and where short ones end. */
  points: 4,
  /** Gaps shorter than this are shown as what they are. */
  leastGap: 3,
} as const

/** A node's log now, as it was before the last step, and how it stands to the leader's. */
export interface LogPair {
  readonly now: LogAt
  readonly before: LogAt | undefined
  readonly difference: LogDifference
}

/** The ends of logs, and where they part; undefined where no log has an entry. */
export function logTable(logs: readonly LogPair[]): LogTable | undefined {
  const end = Math.max(0, ...logs.map(endOf))
  if (end === 0) return undefined
  const columns = toColumns(offsetsOfInterest(logs, end), end)
  const rows = logs.map((log) => ({
    node: log.difference.node,
    length: log.now.length,
    committed: log.now.committed,
    own: log.difference.own,
    lacks: log.difference.lacks,
    cells: columns.map((column) =>
      column.kind === 'gap' ? undefined : cellOf(log, column.offset),
    ),
  }))
  return { columns, rows }
}

const endOf = ({ now, before }: LogPair): number => Math.max(now.length, before?.length ?? 0)

/** Ascending: where logs part or end, and the tail. */
function offsetsOfInterest(logs: readonly LogPair[], end: number): number[] {
  const { before, after, tail, points } = logLimits
  const parting = logs.filter(({ difference }) => difference.own > 0)
  const short = logs.filter(({ difference }) => difference.lacks > 0)
  const places = new Set([...parting, ...short].map(({ difference }) => difference.agrees))
  const chosen = new Set<number>()
  const add = (first: number, last: number) => {
    for (let at = Math.max(0, first); at <= Math.min(end - 1, last); at++) chosen.add(at)
  }
  for (const place of [...places].slice(0, points)) add(place - before, place + after)
  add(end - tail, end - 1)
  // Where the last step cut logs off: the ends that they have now.
  const now = Math.max(...logs.map((log) => log.now.length))
  if (now < end) add(now - tail / 2, now + before)
  return [...chosen].sort((a, b) => a - b)
}

function toColumns(offsets: readonly number[], end: number): LogColumn[] {
  const columns: LogColumn[] = []
  let next = 0
  const skipTo = (to: number) => {
    if (to - next >= logLimits.leastGap) columns.push({ kind: 'gap', from: next, to })
    else for (let offset = next; offset < to; offset++) columns.push({ kind: 'offset', offset })
  }
  for (const offset of offsets) {
    skipTo(offset)
    columns.push({ kind: 'offset', offset })
    next = offset + 1
  }
  skipTo(end)
  return columns
}

const entryAt = (log: LogAt | undefined, offset: number): LogEntry | undefined =>
  log !== undefined && offset < log.length ? log.entry(offset) : undefined

function cellOf({ now, before, difference }: LogPair, offset: number): LogCell | undefined {
  const entry = entryAt(now, offset)
  const earlier = before === undefined ? entry : entryAt(before, offset)
  const shown = entry ?? earlier
  if (shown === undefined) return undefined
  const isCommitted = entry !== undefined && offset < now.committed
  const wasCommitted = before === undefined || offset < before.committed
  return {
    ...shown,
    isCommitted,
    isDifferent: entry !== undefined && offset >= difference.agrees,
    change: changeOf(entry, earlier, isCommitted && !wasCommitted),
  }
}

function changeOf(
  entry: LogEntry | undefined,
  earlier: LogEntry | undefined,
  isNewlyCommitted: boolean,
): LogCell['change'] {
  if (entry === undefined) return 'gone'
  if (entry.operation !== earlier?.operation || entry.term !== earlier.term) return 'new'
  return isNewlyCommitted ? 'committed' : undefined
}

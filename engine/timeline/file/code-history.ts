import { type HistoryParts, Outcome } from '../../trace/history.ts'
import type { NumberCoder } from './number-coder.ts'

type HistoryColumns = Omit<HistoryParts, 'isStepwise' | 'sets' | 'values'>

/** Contexts of the numbers of histories: 0 to 99. */
const Context = {
  session: 0,
  action: 1,
  key: 2,
  invoked: 3,
  outcome: 4,
  returned: 6,
  node: 8,
  calls: 10,
  source: 12,
} as const

const NEVER = Number.POSITIVE_INFINITY

/** Writes the columns of a history, or fills them with what is read. */
export function codeHistory(
  coder: NumberCoder,
  columns: HistoryColumns,
  isOver: () => boolean,
): void {
  const { session, action, key, invoked, returned, outcome, node, callsAtReturn, source } = columns
  const latest = new LatestWrites(columns)
  for (let id = 0; id < key.length && !isOver(); id++) {
    session[id] = coder.code(Context.session, session[id])
    action[id] = coder.code(Context.action, action[id])
    const kind = action[id] & 1
    key[id] = coder.code(Context.key, key[id])
    invoked[id] = coder.code(Context.invoked, invoked[id], id === 0 ? 0 : invoked[id - 1])
    outcome[id] = coder.code(Context.outcome + kind, outcome[id])
    node[id] = coder.code(Context.node + kind, node[id])
    if (outcome[id] === Outcome.open) {
      returned[id] = NEVER
      callsAtReturn[id] = 0
    } else {
      returned[id] = coder.code(Context.returned + kind, returned[id], invoked[id])
      callsAtReturn[id] = coder.code(Context.calls, callsAtReturn[id], id + 1)
    }
    source[id] = latest.name(coder.code(Context.source + kind, latest.codeOf(id)), id)
    latest.note(id)
  }
}

/** Names the write that an operation found by how it stands to the last write of its key. */
class LatestWrites {
  private readonly columns: HistoryColumns
  private readonly byKey = new Map<number, number>()

  constructor(columns: HistoryColumns) {
    this.columns = columns
  }

  note(id: number): void {
    const { action, key } = this.columns
    if (action[id] === 1) this.byKey.set(key[id], id)
  }

  /** Negative: what is no write, as it is. 0: the last one. Else how far back it is, even; or how far ahead, odd: a read may find what was called after it. */
  codeOf(id: number): number {
    const source = this.columns.source[id]
    if (source < 0) return source
    if (source === this.latest(id)) return 0
    return source < id ? 2 * (id - source) : 2 * (source - id) - 1
  }

  name(code: number, id: number): number {
    if (code < 0) return code
    if (code === 0) return this.latest(id)
    return code % 2 === 0 ? id - code / 2 : id + (code + 1) / 2
  }

  private latest(id: number): number {
    return this.byKey.get(this.columns.key[id]) ?? -1
  }
}

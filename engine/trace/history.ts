import { assert } from '../core/assert.ts'
import type { Micros } from '../core/clock.ts'
import type { OperationId } from './event.ts'

export const Action = { read: 0, write: 1 } as const
export type ActionName = keyof typeof Action
export type Action = (typeof Action)[ActionName]

/** ok: done. fail: certainly not done. unknown: it may have happened, or may still happen. */
export const Outcome = { ok: 0, fail: 1, unknown: 2, open: 3 } as const
export type OutcomeName = keyof typeof Outcome
export type Outcome = (typeof Outcome)[OutcomeName]

export const ACTION_NAMES: readonly ActionName[] = ['read', 'write']
export const OUTCOME_NAMES: readonly OutcomeName[] = ['ok', 'fail', 'unknown', 'open']

/** The writes that a read returned, or that a read-modify-write builds on; empty: the key had never been written. */
export type OperationSet = readonly OperationId[]

/** One client operation, as a value. */
export interface Operation {
  readonly id: OperationId
  /** Number of the client, whose operations form one session. */
  readonly session: number
  readonly action: ActionName
  readonly key: number
  /** What a write wrote; what a read returned (several values: siblings; undefined: nothing there). */
  readonly value: unknown
  readonly invoked: Micros
  /** Infinity while the client waits. */
  readonly returned: Micros
  readonly outcome: OutcomeName
  /** The replica that answered, -1 for none. */
  readonly node: number
  /** For a read: the writes whose versions it returned. For a write: the writes that it was based on, when it followed a read of its own. */
  readonly sources: OperationSet
  /** Whether a write was based on a read (read-modify-write). */
  readonly based: boolean
}

const NOT_BASED = -2
const NOTHING = -1

/** All that a history is made of, one entry an operation in each column; it can be copied to another thread as it is. */
export interface HistoryParts {
  readonly isStepwise: boolean
  readonly session: Int32Array
  readonly action: Uint8Array
  readonly key: Int32Array
  readonly invoked: Float64Array
  readonly returned: Float64Array
  readonly outcome: Uint8Array
  readonly node: Int16Array
  readonly callsAtReturn: Int32Array
  /** -2 for a write that was based on no read, -1 for nothing found, an operation, or -3 - n for entry n of `sets`. */
  readonly source: Int32Array
  readonly sets: readonly OperationSet[]
  /** What was written or returned, where it is more than numbers of operations. */
  readonly values: readonly (readonly [OperationId, unknown])[]
}

/**
 * All operations of a run, one column a field, in order of invocation.
 *
 * `sources` are one number in the usual case of one write; sets of several stand in a side table.
 */
export class History {
  /** Whether the operations are called by hand, one step after another: an answer then comes before what is called next, be it in the same microsecond. */
  isStepwise = false
  length = 0
  session = new Int32Array(64)
  action = new Uint8Array(64)
  key = new Int32Array(64)
  invoked = new Float64Array(64)
  returned = new Float64Array(64)
  outcome = new Uint8Array(64)
  node = new Int16Array(64)
  /** By operation: how many had been called when it returned. */
  callsAtReturn = new Int32Array(64)
  /** NOT_BASED, NOTHING, an operation, or -3 - n for set n of the side table. */
  private source = new Int32Array(64)
  private sets: OperationSet[] = []
  private values = new Map<OperationId, unknown>()

  /** A history around columns that are there: they are not copied. */
  static of(parts: HistoryParts): History {
    const history = new History()
    const { isStepwise, sets, values, ...columns } = parts
    Object.assign(history, columns, { isStepwise, length: columns.key.length })
    history.sets = [...sets]
    history.values = new Map(values)
    return history
  }

  /** What it is made of, as it stands: copied, so that the history may go on. */
  parts(): HistoryParts {
    const { length, isStepwise, sets, values } = this
    return {
      isStepwise,
      session: this.session.slice(0, length),
      action: this.action.slice(0, length),
      key: this.key.slice(0, length),
      invoked: this.invoked.slice(0, length),
      returned: this.returned.slice(0, length),
      outcome: this.outcome.slice(0, length),
      node: this.node.slice(0, length),
      callsAtReturn: this.callsAtReturn.slice(0, length),
      source: this.source.slice(0, length),
      sets: [...sets],
      values: [...values],
    }
  }

  /** @param value what is written, when it is another than the operation's own number */
  invoke(session: number, action: Action, key: number, now: Micros, value?: unknown): OperationId {
    if (this.length === this.key.length) this.grow()
    const id = this.length++
    this.session[id] = session
    this.action[id] = action
    this.key[id] = key
    this.invoked[id] = now
    this.returned[id] = Number.POSITIVE_INFINITY
    this.outcome[id] = Outcome.open
    this.node[id] = -1
    this.source[id] = NOT_BASED
    if (value !== undefined) this.values.set(id, value)
    return id
  }

  return(id: OperationId, outcome: Outcome, node: number, now: Micros): void {
    assert(this.outcome[id] === Outcome.open, 'an operation returns once')
    this.outcome[id] = outcome
    this.node[id] = node
    this.returned[id] = now
    this.callsAtReturn[id] = this.length
  }

  /** Which writes a read returned or a write builds on. */
  setSources(id: OperationId, sources: OperationSet): void {
    if (sources.length === 0) this.source[id] = NOTHING
    else if (sources.length === 1) this.source[id] = sources[0]
    else this.source[id] = -2 - this.sets.push(sources)
  }

  /** As `setSources`, of one write. */
  setSource(id: OperationId, source: OperationId): void {
    this.source[id] = source
  }

  sources(id: OperationId): OperationSet {
    const source = this.source[id]
    if (source >= 0) return [source]
    return source <= -3 ? this.sets[-3 - source] : []
  }

  /** The one write that an operation's sources name, -1 for none; several are given by `sources`. */
  soleSource(id: OperationId): OperationId {
    const source = this.source[id]
    return source <= -3 ? this.sets[-3 - source][0] : Math.max(source, -1)
  }

  isBased(id: OperationId): boolean {
    return this.action[id] === Action.write && this.source[id] !== NOT_BASED
  }

  /** What a write wrote. */
  written(id: OperationId): unknown {
    return this.values.has(id) ? this.values.get(id) : id
  }

  /** Keeps what a read returned when it is more than the values of its sources (a merged value). */
  setValue(id: OperationId, value: unknown): void {
    this.values.set(id, value)
  }

  at(id: OperationId): Operation {
    const isWrite = this.action[id] === Action.write
    return {
      id,
      session: this.session[id],
      action: ACTION_NAMES[this.action[id]],
      key: this.key[id],
      value: isWrite || this.values.has(id) ? this.written(id) : this.returnedValue(id),
      invoked: this.invoked[id],
      returned: this.returned[id],
      outcome: OUTCOME_NAMES[this.outcome[id]],
      node: this.node[id],
      sources: this.sources(id),
      based: this.isBased(id),
    }
  }

  *[Symbol.iterator](): Iterator<Operation> {
    for (let id = 0; id < this.length; id++) yield this.at(id)
  }

  private returnedValue(id: OperationId): unknown {
    const sources = this.sources(id)
    if (sources.length <= 1) return sources.length === 0 ? undefined : this.written(sources[0])
    return sources.map((source) => this.written(source))
  }

  private grow(): void {
    const length = this.key.length * 2
    this.session = longer(this.session, new Int32Array(length))
    this.action = longer(this.action, new Uint8Array(length))
    this.key = longer(this.key, new Int32Array(length))
    this.invoked = longer(this.invoked, new Float64Array(length))
    this.returned = longer(this.returned, new Float64Array(length))
    this.outcome = longer(this.outcome, new Uint8Array(length))
    this.node = longer(this.node, new Int16Array(length))
    this.callsAtReturn = longer(this.callsAtReturn, new Int32Array(length))
    this.source = longer(this.source, new Int32Array(length))
  }
}

function longer<Column extends Float64Array | Int32Array | Int16Array | Uint8Array>(
  from: Column,
  to: Column,
): Column {
  to.set(from)
  return to
}

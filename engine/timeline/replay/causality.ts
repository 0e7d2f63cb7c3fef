import { type EndpointId, EventKind, type KeyId, type OperationId } from '../../trace/event.ts'
import { Action, type History, Outcome } from '../../trace/history.ts'
import type { RecordedRun } from '../recorded-run.ts'

/** By replica: up to which of its writes of one key something is known, counted from 1; 0 for none. */
export type Knowledge = readonly number[]

/** Names a write: the `counter`-th of its key that replica `node` was the first to show. */
export interface WriteName {
  readonly node: EndpointId
  readonly counter: number
}

const NOTHING: Knowledge = []

/**
 * What each write of a run knew of the earlier ones of its key, as far as trace and history tell.
 *
 * A write that builds on a read knows what the read found, and what that knew. A blind one knows what its session was last told of the key: by a read, or by the
 * acknowledgement of its own last write. With several leaders a blind write also knows all that its leader had. These are the rules of the models that keep version vectors; elsewhere
 * the knowledge is of interest to a reader alone.
 *
 * Not known: the second name of a write whose client asked twice and that two replicas took; what a session is told by an answer that came after its operation was over;
 * and counters that a crash took back and that were given again.
 */
export class Causality {
  private readonly history: History
  private readonly isLeaderAware: boolean
  private readonly nodes: Int16Array
  private readonly counters: Int32Array
  /** By write: what it knew. */
  private readonly contexts: (Knowledge | undefined)[] = []
  /** By write: what the replica that took it first knew with it. */
  private readonly told: (Knowledge | undefined)[] = []
  /** By session and key: what it was last told. */
  private readonly sessions = new Map<number, Knowledge>()
  /** By replica and key: how many writes it took first, and what it knows. */
  private readonly taken = new Map<number, number>()
  private readonly known = new Map<number, Knowledge>()
  /** Pairs of writes that some node found in conflict. */
  private readonly conflicts = new Set<number>()

  constructor({ trace, history, model }: RecordedRun) {
    this.history = history
    this.isLeaderAware = model === 'multi-leader'
    this.nodes = new Int16Array(history.length).fill(-1)
    this.counters = new Int32Array(history.length)
    const { invoke, store, conflict } = EventKind
    const kinds = [invoke, store, conflict, EventKind.return]
    trace.eachOf(kinds, ({ kind, node, operation, a }, index) => {
      const id = operation[index]
      if (id < 0) return
      if (kind[index] === invoke) this.invoke(id)
      else if (kind[index] === store) this.store(id, node[index])
      else if (kind[index] === conflict) this.conflicts.add(this.pairOf(id, a[index]))
      else this.returned(id)
    })
  }

  /** Whether the author of one write knew of the other, of the same key. */
  knows(write: OperationId, other: OperationId): boolean {
    if (this.conflicts.has(this.pairOf(write, other))) return false
    const node = this.nodes[other]
    return node >= 0 && (this.contexts[write]?.[node] ?? 0) >= this.counters[other]
  }

  /** Undefined for what no replica ever showed. */
  nameOf(write: OperationId): WriteName | undefined {
    const node = this.nodes[write]
    return node < 0 ? undefined : { node, counter: this.counters[write] }
  }

  /** What the author of a write knew. */
  contextOf(write: OperationId): Knowledge {
    return this.contexts[write] ?? NOTHING
  }

  private invoke(id: OperationId): void {
    const { history } = this
    if (history.action[id] !== Action.write) return
    const context = history.isBased(id)
      ? this.foundBy(id)
      : this.sessions.get(this.placeOf(history.session[id], history.key[id]))
    if (context !== undefined) this.contexts[id] = context
  }

  /** At the first replica that shows a write it gets its name. */
  private store(id: OperationId, node: EndpointId): void {
    const place = this.placeOf(node, this.history.key[id])
    const before = this.known.get(place) ?? NOTHING
    if (this.nodes[id] < 0) {
      this.nodes[id] = node
      const counter = (this.taken.get(place) ?? 0) + 1
      this.taken.set(place, counter)
      this.counters[id] = counter
      if (this.isLeaderAware && !this.history.isBased(id)) {
        this.contexts[id] = join(before, this.contextOf(id))
      }
    }
    const after = join(before, this.withItself(id))
    this.known.set(place, after)
    this.told[id] ??= this.isLeaderAware ? after : this.withItself(id)
  }

  private returned(id: OperationId): void {
    const { history } = this
    if (history.outcome[id] !== Outcome.ok) return
    const isRead = history.action[id] === Action.read
    const told = isRead ? this.foundBy(id) : this.told[id]
    if (told === undefined) return
    this.sessions.set(this.placeOf(history.session[id], history.key[id]), told)
  }

  /** What the versions that an operation found know together. */
  private foundBy(id: OperationId): Knowledge {
    const { history } = this
    const sole = history.soleSource(id)
    if (sole < 0) return NOTHING
    const sources = history.sources(id)
    if (sources.length === 1) return this.withItself(sole)
    return sources.reduce<Knowledge>((all, write) => join(all, this.withItself(write)), NOTHING)
  }

  private withItself(write: OperationId): Knowledge {
    const context = this.contextOf(write)
    const node = this.nodes[write]
    if (node < 0 || (context[node] ?? 0) >= this.counters[write]) return context
    const raised = context.slice()
    while (raised.length <= node) raised.push(0)
    raised[node] = this.counters[write]
    return raised
  }

  private pairOf(one: OperationId, other: OperationId): number {
    return Math.min(one, other) * this.history.length + Math.max(one, other)
  }

  private placeOf(who: number, key: KeyId): number {
    return key * MAXIMUM_ENDPOINTS + who
  }
}

const MAXIMUM_ENDPOINTS = 32_768

/** One of the two where it knows all that the other does. */
function join(one: Knowledge, other: Knowledge): Knowledge {
  if (knowsAll(one, other)) return one
  if (knowsAll(other, one)) return other
  const length = Math.max(one.length, other.length)
  return Array.from({ length }, (_, node) => Math.max(one[node] ?? 0, other[node] ?? 0))
}

function knowsAll(one: Knowledge, other: Knowledge): boolean {
  for (let node = 0; node < other.length; node++) {
    if ((one[node] ?? 0) < other[node]) return false
  }
  return true
}

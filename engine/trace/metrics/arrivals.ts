import type { Micros } from '../../core/clock.ts'
import { CrashKind, type EndpointId, EventKind, type OperationId } from '../event.ts'
import type { RunFacts } from './facts.ts'

/** Time of what never happens. */
export const NEVER = Number.POSITIVE_INFINITY

/**
 * When each write became readable anywhere for the first time, and when on each replica.
 *
 * A write has arrived on a replica when it is stored there, or resolved against what is there. In a model without logs it has also arrived, when neither happens,
 * once a version of its key with a higher stamp is stored there: it was superseded on the way. What a crash takes away after it arrived does not count as
 * arriving again.
 */
export class Arrivals {
  /** Writes that became readable somewhere, in order of time. */
  readonly writes: readonly OperationId[]
  /** By number of the write; NEVER for what never became readable. */
  readonly first: Float64Array
  /** By number of the write: when the last live copy of it went, by truncation, by loss, or with a replica that is down at the end; NEVER otherwise. */
  readonly gone: Float64Array
  private readonly replicas: readonly EndpointId[]
  private readonly arrivals: readonly Float64Array[]

  constructor(facts: RunFacts) {
    const { history, replicas } = facts
    const column = () => new Float64Array(history.length).fill(NEVER)
    this.replicas = replicas
    this.first = column()
    this.gone = column()
    this.arrivals = replicas.map(column)
    const stamps = new Float64Array(history.length)
    this.writes = this.noteArrivals(facts, stamps)
    if (!hasLogs(facts)) this.noteSuperseded(facts, stamps)
    this.noteGone(facts)
  }

  /** By number of the write: when it arrived on a replica. */
  on(replica: EndpointId): Float64Array {
    return this.arrivals[this.replicas.indexOf(replica)]
  }

  private noteArrivals({ trace }: RunFacts, stamps: Float64Array): OperationId[] {
    const writes: OperationId[] = []
    trace.each(({ kind, operation, node, time, a }, index) => {
      const isStore = kind[index] === EventKind.store
      if (!isStore && kind[index] !== EventKind.discard) return
      const write = operation[index]
      const arrivals = this.on(node[index])
      if (write < 0 || arrivals === undefined) return
      arrivals[write] = Math.min(arrivals[write], time[index])
      if (!isStore || this.first[write] !== NEVER) return
      this.first[write] = time[index]
      stamps[write] = a[index]
      writes.push(write)
    })
    return writes
  }

  /** Walks each replica's stored versions once more, and along the writes of each key in order of their stamps. */
  private noteSuperseded({ trace }: RunFacts, stamps: Float64Array): void {
    const byKey = groupByStamp(this.writes, trace, stamps)
    const passed = this.replicas.map(() => new Map<number, number>())
    trace.each(({ kind, node, key, time, a }, index) => {
      if (kind[index] !== EventKind.store) return
      const replica = this.replicas.indexOf(node[index])
      const writes = byKey.get(key[index])
      if (replica < 0 || writes === undefined) return
      const arrivals = this.arrivals[replica]
      let at = passed[replica].get(key[index]) ?? 0
      for (; at < writes.length && stamps[writes[at]] < a[index]; at++) {
        if (arrivals[writes[at]] === NEVER) arrivals[writes[at]] = time[index]
      }
      passed[replica].set(key[index], at)
    })
  }

  private noteGone({ trace, history, replicas, live }: RunFacts): void {
    const copies = new Copies(replicas, history.length)
    trace.each((columns, index) => {
      const { kind, node, operation, time, a } = columns
      const write = operation[index]
      switch (kind[index]) {
        case EventKind.store:
          copies.add(node[index], write)
          break
        case EventKind.truncate:
        case EventKind.lose:
          copies.remove(node[index], write, time[index])
          break
        case EventKind.crash:
          copies.crashed(node[index], time[index], a[index] === CrashKind.wipes)
          break
      }
    })
    const alive = new Set(live.map(({ id }) => id))
    for (const write of this.writes) this.gone[write] = copies.goneSince(write, alive)
  }
}

function hasLogs({ trace }: RunFacts): boolean {
  let found = false
  trace.each(({ kind }, index) => {
    if (kind[index] === EventKind.append) found = true
  })
  return found
}

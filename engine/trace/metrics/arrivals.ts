import { type EndpointId, EventKind, type OperationId } from '../event.ts'
import type { EventVisitor } from '../trace.ts'
import { goneTimes } from './copies.ts'
import { hasEvent, NEVER, type RunFacts } from './facts.ts'

/**
 * When each write became readable anywhere for the first time, and when on each replica.
 *
 * A write has arrived on a replica when it is stored there, or resolved against what is there. In a model without logs it has also arrived, when it is never
 * stored there, once a version of its key with a higher stamp is: it was superseded on the way. What a crash takes away after it arrived does not
 * arrive again.
 */
export class Arrivals {
  /** Writes that became readable somewhere, in order of time. */
  readonly writes: readonly OperationId[]
  /** By number of the write; NEVER for what never became readable. */
  readonly first: Float64Array
  /** By number of the write: when the last copy went, NEVER for a write that a live replica holds. */
  readonly gone: Float64Array
  private readonly facts: RunFacts
  /** By endpoint, of replicas only. */
  private readonly arrivals: (Float64Array | undefined)[] = []
  /** By number of the write. */
  private readonly stamps: Float64Array

  constructor(facts: RunFacts) {
    const { history, replicas } = facts
    const column = () => new Float64Array(history.length).fill(NEVER)
    this.facts = facts
    this.first = column()
    this.stamps = new Float64Array(history.length)
    for (const replica of replicas) this.arrivals[replica] = column()
    this.writes = this.noteStored()
    if (!hasEvent(facts.trace, EventKind.append)) this.noteSuperseded()
    this.noteResolved()
    this.gone = goneTimes(facts)
  }

  /** By number of the write: when it arrived on a replica; undefined for what is no replica. */
  on(replica: EndpointId): Float64Array | undefined {
    return this.arrivals[replica]
  }

  private noteStored(): OperationId[] {
    const { first, stamps } = this
    const writes: OperationId[] = []
    this.each(EventKind.store, ({ operation, node, time, a }, index) => {
      const write = operation[index]
      const arrivals = this.on(node[index])
      if (write < 0 || arrivals === undefined) return
      arrivals[write] = Math.min(arrivals[write], time[index])
      if (first[write] !== NEVER) return
      first[write] = time[index]
      stamps[write] = a[index]
      writes.push(write)
    })
    return writes
  }

  /** Goes through what each replica stored, and on the way along the writes of each key in order of their stamps. */
  private noteSuperseded(): void {
    const { stamps } = this
    const byKey = this.writesByStamp()
    const passed: Int32Array[] = []
    for (const replica of this.facts.replicas) passed[replica] = new Int32Array(byKey.length)
    this.each(EventKind.store, ({ node, key, time, a }, index) => {
      const writes = byKey[key[index]]
      const arrivals = this.on(node[index])
      if (writes === undefined || arrivals === undefined) return
      const positions = passed[node[index]]
      let at = positions[key[index]]
      for (; at < writes.length && stamps[writes[at]] < a[index]; at++) {
        if (arrivals[writes[at]] === NEVER) arrivals[writes[at]] = time[index]
      }
      positions[key[index]] = at
    })
  }

  /** By number of the key. */
  private writesByStamp(): OperationId[][] {
    const { key } = this.facts.history
    const byKey: OperationId[][] = []
    for (const write of this.writes) {
      while (byKey.length <= key[write]) byKey.push([])
      byKey[key[write]].push(write)
    }
    for (const writes of byKey) writes.sort((a, b) => this.stamps[a] - this.stamps[b])
    return byKey
  }

  private noteResolved(): void {
    this.each(EventKind.discard, ({ operation, node, time }, index) => {
      const write = operation[index]
      const arrivals = this.on(node[index])
      if (write >= 0 && arrivals?.[write] === NEVER) arrivals[write] = time[index]
    })
  }

  private each(kind: EventKind, visit: EventVisitor): void {
    this.facts.trace.eachOf([kind], visit)
  }
}

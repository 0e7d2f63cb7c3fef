import type { Micros } from '../../core/clock.ts'
import { CrashKind, type EndpointId, EventKind, type OperationId } from '../event.ts'
import { NEVER, type RunFacts } from './facts.ts'

/** What makes and takes copies. */
const KINDS = [EventKind.store, EventKind.truncate, EventKind.lose, EventKind.crash]

/**
 * By number of the write: when the last readable copy of it went, by truncation, by loss, or with a replica that is down at the end. NEVER for a write that a live
 * replica holds, or that never was readable.
 */
export function goneTimes(facts: RunFacts): Float64Array {
  const { history, replicas, live } = facts
  const copies = new Copies(replicas, history.length)
  facts.trace.eachOf(KINDS, ({ kind, node, operation, time, a }, index) => {
    switch (kind[index]) {
      case EventKind.store:
        copies.add(node[index], operation[index])
        break
      case EventKind.truncate:
      case EventKind.lose:
        copies.remove(node[index], operation[index], time[index])
        break
      case EventKind.crash:
        copies.crashed(node[index], time[index], a[index] === CrashKind.wipes)
        break
    }
  })
  for (const { id } of live) copies.keep(id)
  return copies.gone
}

class Copies {
  /** NEVER until a copy has gone; then when the last one went so far. */
  readonly gone: Float64Array
  /** By endpoint, of replicas only. */
  private readonly held: (Uint8Array | undefined)[] = []

  constructor(replicas: readonly EndpointId[], operations: number) {
    this.gone = new Float64Array(operations).fill(NEVER)
    for (const replica of replicas) this.held[replica] = new Uint8Array(operations)
  }

  add(node: EndpointId, write: OperationId): void {
    const held = this.on(node)
    if (held !== undefined && write >= 0) held[write] = 1
  }

  remove(node: EndpointId, write: OperationId, time: Micros): void {
    const held = this.on(node)
    if (held?.[write] !== 1) return
    held[write] = 0
    this.gone[write] = time
  }

  /** What a replica held goes for now; unless it is wiped, it is there again should it be live at the end. */
  crashed(node: EndpointId, time: Micros, isWiped: boolean): void {
    const held = this.on(node)
    if (held === undefined) return
    for (let write = 0; write < held.length; write++) {
      if (held[write] === 1) this.gone[write] = time
    }
    if (isWiped) held.fill(0)
  }

  /** A replica that is live at the end. */
  keep(node: EndpointId): void {
    const held = this.on(node)
    held?.forEach((holds, write) => {
      if (holds === 1) this.gone[write] = NEVER
    })
  }

  private on(node: EndpointId): Uint8Array | undefined {
    return this.held[node]
  }
}

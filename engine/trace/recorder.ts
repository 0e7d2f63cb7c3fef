import type { Clock } from '../core/clock.ts'
import { CarriedLog } from './carried.ts'
import { createColumns, type EventColumns } from './columns.ts'
import type { EventKind, EventSink, OperationId } from './event.ts'
import { Fingerprint } from './fingerprint.ts'
import { Trace } from './trace.ts'

/** Events a chunk: small enough that a short run stays light, a power of two so that an index splits by shift and mask. */
export const CHUNK_EVENTS = 8_192

/** Default of the named limit `traceEvents`: about 148 MB at 37 bytes an event. */
export const DEFAULT_TRACE_EVENTS = 4_000_000

/**
 * Writes the event stream of a run.
 *
 * Every event is hashed into the fingerprint, kept or not; events past `traceEvents` (0 keeps none) are counted, not kept.
 */
export class Recorder implements EventSink {
  /** Messages sent, and their bytes, by code of the message's kind. */
  readonly messageNames: string[] = []
  private readonly clock: Clock
  private readonly limit: number
  private readonly fingerprint = new Fingerprint()
  private readonly chunks: EventColumns[] = []
  private readonly carried = new CarriedLog()
  private current = createColumns(CHUNK_EVENTS)
  private filled = 0
  private kept = 0
  private total = 0

  constructor(clock: Clock, traceEvents: number = DEFAULT_TRACE_EVENTS) {
    this.clock = clock
    this.limit = traceEvents
  }

  record(
    kind: EventKind,
    node: number,
    peer: number,
    operation: number,
    key: number,
    a: number,
    b: number,
  ): void {
    if (this.filled === CHUNK_EVENTS) this.turn()
    const index = this.filled++
    const columns = this.current
    columns.time[index] = this.clock.now
    columns.kind[index] = kind
    columns.node[index] = node
    columns.peer[index] = peer
    columns.operation[index] = operation
    columns.key[index] = key
    columns.a[index] = a
    columns.b[index] = b
  }

  carry(operation: OperationId): void {
    const isKept = this.kept + this.filled <= this.limit
    // Both `send` and `drop` have the message's number there.
    if (isKept && operation >= 0) this.carried.add(this.current.a[this.filled - 1], operation)
  }

  messageKind(name: string): number {
    const { messageNames } = this
    // Kinds are few, and their names are literals: comparing them is comparing addresses, which is faster than a map.
    for (let code = 0; code < messageNames.length; code++) {
      if (messageNames[code] === name) return code
    }
    return messageNames.push(name) - 1
  }

  /** The trace so far; recording may go on after it, which does not change what was taken. */
  take(): Trace {
    const digest = this.digest()
    const chunks = [...this.chunks]
    const room = Math.min(this.filled, this.limit - this.kept)
    if (room > 0) chunks.push(this.current)
    return new Trace({
      chunks,
      length: this.kept + Math.max(0, room),
      dropped: this.total + this.filled - this.kept - Math.max(0, room),
      fingerprint: digest,
      messageNames: [...this.messageNames],
      carried: this.carried.take(),
    })
  }

  /** Hashes what is in the open chunk without closing it. */
  private digest(): string {
    const copy = Object.assign(new Fingerprint(), this.fingerprint)
    copy.absorb(this.current, this.filled)
    return copy.digest()
  }

  /** Hashes the full chunk, then keeps it or uses it again. */
  private turn(): void {
    this.fingerprint.absorb(this.current, this.filled)
    this.total += this.filled
    if (this.kept < this.limit) {
      this.kept = Math.min(this.limit, this.kept + this.filled)
      this.chunks.push(this.current)
      this.current = createColumns(CHUNK_EVENTS)
    }
    this.filled = 0
  }
}

import type { Clock } from '../core/clock.ts'
import { CarriedLog } from './carried.ts'
import { createColumns, createNarrowColumns, type EventColumns, widened } from './columns.ts'
import type { EventKind, EventSink, OperationId } from './event.ts'
import { Fingerprint } from './fingerprint.ts'
import { Trace } from './trace.ts'

/** Events a chunk: small enough that a short run stays light, a power of two so that an index splits by shift and mask. */
export const CHUNK_EVENTS = 8_192

/** Default of the named limit `traceEvents`: about 116 MB at 29 bytes an event. */
export const DEFAULT_TRACE_EVENTS = 4_000_000

/**
 * Writes the event stream of a run.
 *
 * Every event is hashed into the fingerprint, kept or not; events past `traceEvents` (0 keeps none) are counted, not kept.
 */
export class Recorder implements EventSink {
  /** Name of each message kind, by its code. */
  readonly messageNames: string[]
  private readonly clock: Clock
  private readonly limit: number
  private readonly fingerprint = new Fingerprint()
  private readonly chunks: EventColumns[] = []
  private readonly carried = new CarriedLog()
  private columns: EventColumns | undefined = undefined
  /** Events of the last chunk. */
  private filled = CHUNK_EVENTS
  /** Whether some event had a number that is not whole, or has more than 32 bits: late stamps of long runs do. */
  private isWide = false
  private recorded = 0

  /** @param messageKinds those that are known from the start: their codes are their places here */
  constructor(
    clock: Clock,
    traceEvents: number = DEFAULT_TRACE_EVENTS,
    messageKinds: readonly string[] = [],
  ) {
    this.messageNames = [...messageKinds]
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
    this.fingerprint.absorb(this.clock.now, kind, node, peer, operation, key, a, b)
    if (this.recorded++ < this.limit) this.keep(kind, node, peer, operation, key, a, b)
  }

  carry(operation: OperationId): void {
    if (this.recorded > this.limit || operation < 0) return
    // Both `send` and `drop` have the message's number there.
    this.carried.add(this.columns!.a[this.filled - 1], operation)
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
    const kept = Math.min(this.recorded, this.limit)
    return new Trace({
      chunks: [...this.chunks],
      length: kept,
      dropped: this.recorded - kept,
      fingerprint: this.fingerprint.digest(),
      messageNames: [...this.messageNames],
      carried: this.carried.take(),
    })
  }

  private keep(
    kind: EventKind,
    node: number,
    peer: number,
    operation: number,
    key: number,
    a: number,
    b: number,
  ): void {
    if (this.filled === CHUNK_EVENTS) this.begin()
    const at = this.filled++
    const aWord = a | 0
    const bWord = b | 0
    if (!this.isWide && (aWord !== a || bWord !== b)) this.widen()
    const columns = this.columns!
    columns.time[at] = this.clock.now
    // `| 0` says that these are whole numbers already: V8 would take each by way of a float.
    columns.kind[at] = kind | 0
    columns.node[at] = node | 0
    columns.peer[at] = peer | 0
    columns.operation[at] = operation | 0
    columns.key[at] = key | 0
    columns.a[at] = this.isWide ? a : aWord
    columns.b[at] = this.isWide ? b : bWord
  }

  private begin(): void {
    this.columns = (this.isWide ? createColumns : createNarrowColumns)(CHUNK_EVENTS)
    this.chunks.push(this.columns)
    this.filled = 0
  }

  /** From the present chunk on. What was taken before keeps its own. */
  private widen(): void {
    this.isWide = true
    this.columns = widened(this.columns!)
    this.chunks[this.chunks.length - 1] = this.columns
  }
}

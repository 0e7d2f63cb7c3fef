import type { Clock } from '../core/clock.ts'
import { CarriedLog } from './carried.ts'
import { createColumns, type EventColumns, fillColumns, STAGED_NUMBERS } from './columns.ts'
import type { EventKind, EventSink, OperationId } from './event.ts'
import { Fingerprint } from './fingerprint.ts'
import { Trace } from './trace.ts'

/** Events a chunk: small enough that a short run stays light, a power of two so that an index splits by shift and mask. */
export const CHUNK_EVENTS = 8_192

/** Default of the named limit `traceEvents`: about 148 MB at 37 bytes an event. */
export const DEFAULT_TRACE_EVENTS = 4_000_000

/** Events that are written as rows before they are hashed and moved to their columns together: few, so that they stay in a processor's nearest cache. */
const STAGED_EVENTS = 64

/**
 * Writes the event stream of a run.
 *
 * Every event is hashed into the fingerprint, kept or not; events past `traceEvents` (0 keeps none) are counted, not kept.
 * An event is written as one row, which is far faster than to eight columns; full stages are turned into columns.
 */
export class Recorder implements EventSink {
  /** Name of each message kind, by its code. */
  readonly messageNames: string[] = []
  private readonly clock: Clock
  private readonly limit: number
  private readonly fingerprint = new Fingerprint()
  private readonly stage = new Float64Array(STAGED_EVENTS * STAGED_NUMBERS)
  private readonly halves = new Uint32Array(this.stage.buffer)
  private staged = 0
  private readonly chunks: EventColumns[] = []
  private readonly carried = new CarriedLog()
  /** Events of the last chunk. */
  private filled = CHUNK_EVENTS
  private kept = 0
  private dropped = 0

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
    const { stage, staged: at } = this
    stage[at] = this.clock.now
    stage[at + 1] = kind
    stage[at + 2] = node
    stage[at + 3] = peer
    stage[at + 4] = operation
    stage[at + 5] = key
    stage[at + 6] = a
    stage[at + 7] = b
    this.staged = at + STAGED_NUMBERS
    if (this.staged === stage.length) this.unstage()
  }

  carry(operation: OperationId): void {
    const { stage, staged } = this
    const isKept = this.kept + this.dropped + staged / STAGED_NUMBERS <= this.limit
    // Both `send` and `drop` have the message's number there; a row stands until the next one takes its place.
    const number = stage[(staged === 0 ? stage.length : staged) - 2]
    if (isKept && operation >= 0) this.carried.add(number, operation)
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
    this.unstage()
    return new Trace({
      chunks: [...this.chunks],
      length: this.kept,
      dropped: this.dropped,
      fingerprint: this.fingerprint.digest(),
      messageNames: [...this.messageNames],
      carried: this.carried.take(),
    })
  }

  /** Hashes the staged events and keeps as many as may be kept. */
  private unstage(): void {
    const events = this.staged / STAGED_NUMBERS
    this.fingerprint.absorb(this.stage, this.halves, events)
    const kept = Math.min(events, this.limit - this.kept)
    for (let from = 0; from < kept; ) from = this.keep(from, kept)
    this.kept += kept
    this.dropped += events - kept
    this.staged = 0
  }

  /** Moves staged events to the last chunk as far as it has room; gives the first that is not moved. */
  private keep(from: number, end: number): number {
    if (this.filled === CHUNK_EVENTS) {
      this.chunks.push(createColumns(CHUNK_EVENTS))
      this.filled = 0
    }
    const count = Math.min(end - from, CHUNK_EVENTS - this.filled)
    fillColumns(this.chunks[this.chunks.length - 1], this.filled, this.stage, from, count)
    this.filled += count
    return from + count
  }
}

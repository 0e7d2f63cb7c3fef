import type { Micros } from '../core/clock.ts'
import type { CarriedWrites } from './carried.ts'
import type { EventColumns } from './columns.ts'
import type { EventKind } from './event.ts'

/** One event, as a value; for reading a few. Code that reads many uses `Trace.each`. */
export interface TraceEvent {
  readonly time: Micros
  readonly kind: EventKind
  readonly node: number
  readonly peer: number
  readonly operation: number
  readonly key: number
  readonly a: number
  readonly b: number
}

/** Receives the columns and the index of one event in them, and its position in the trace: no object is made for it. */
export type EventVisitor = (columns: EventColumns, index: number, position: number) => void

interface TraceParts {
  readonly chunks: readonly EventColumns[]
  readonly length: number
  readonly dropped: number
  readonly fingerprint: string
  readonly messageNames: readonly string[]
  readonly carried: CarriedWrites
}

/** What happened in a run, in order of time. Columns in chunks of equal length; read-only. */
export class Trace {
  readonly length: number
  /** Events that happened after the limit `traceEvents` was reached: hashed and counted, not kept. */
  readonly dropped: number
  /** Hash of the whole stream, dropped events included. */
  readonly fingerprint: string
  /** Name of each message kind, by its code. */
  readonly messageNames: readonly string[]
  readonly chunks: readonly EventColumns[]
  /** What messages carried besides the operation of their `send`. */
  readonly carried: CarriedWrites
  private readonly chunkLength: number

  constructor(parts: TraceParts) {
    this.chunks = parts.chunks
    this.length = parts.length
    this.dropped = parts.dropped
    this.fingerprint = parts.fingerprint
    this.messageNames = parts.messageNames
    this.carried = parts.carried
    this.chunkLength = parts.chunks[0]?.time.length ?? 1
  }

  /** Visits every kept event in order. */
  each(visit: EventVisitor): void {
    let start = 0
    for (const columns of this.chunks) {
      const count = Math.min(this.length - start, columns.time.length)
      for (let index = 0; index < count; index++) visit(columns, index, start + index)
      start += count
    }
  }

  /** Visits the kept events of some kinds, in order: several times faster than looking at each. */
  eachOf(kinds: readonly EventKind[], visit: EventVisitor): void {
    const isWanted = new Uint8Array(256)
    for (const kind of kinds) isWanted[kind] = 1
    let start = 0
    for (const columns of this.chunks) {
      const { kind } = columns
      const count = Math.min(this.length - start, kind.length)
      for (let index = 0; index < count; index++) {
        if (isWanted[kind[index]] === 1) visit(columns, index, start + index)
      }
      start += count
    }
  }

  /** The event at a position, 0 to `length` - 1. */
  at(position: number): TraceEvent {
    const columns = this.chunks[Math.floor(position / this.chunkLength)]
    const index = position % this.chunkLength
    return {
      time: columns.time[index],
      kind: columns.kind[index] as EventKind,
      node: columns.node[index],
      peer: columns.peer[index],
      operation: columns.operation[index],
      key: columns.key[index],
      a: columns.a[index],
      b: columns.b[index],
    }
  }

  /** The events of the given kinds, as values. */
  events(...kinds: readonly EventKind[]): TraceEvent[] {
    const found: TraceEvent[] = []
    this.eachOf(kinds, (_columns, _index, position) => found.push(this.at(position)))
    return found
  }
}

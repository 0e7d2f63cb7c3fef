import { type GrowingNumbers, growingFloats, growingInts } from '../growing.ts'
import { ReplayedLog } from '../replayed-log.ts'

/** An entry of a log. */
export interface LogEntry {
  readonly offset: number
  /** The write that it holds; NO_OPERATION for the entry with which a leader opens its term. */
  readonly operation: number
  readonly term: number
}

const NONE = -1

/**
 * A node's log at any event: what stood at each offset, from which event on.
 *
 * 1. `newest[offset]` is the record written there last, `older` leads from each record to the one that it replaced; so an entry is found in as many steps as its offset was
 *    rewritten since.
 */
export class LogTrack {
  private readonly log = new ReplayedLog()
  private readonly newest = growingInts()
  private readonly older = growingInts()
  private readonly since = growingInts()
  private readonly operations = growingInts()
  private readonly terms = growingFloats()
  private readonly lengthPositions = growingInts()
  private readonly lengths = growingInts()

  /** Whether an entry ever stood in it. */
  get isUsed(): boolean {
    return this.lengths.length > 0
  }

  /** The number of entries after the event at a position. */
  length(position: number): number {
    const at = lastUpTo(this.lengthPositions, position)
    return at < 0 ? 0 : this.lengths.at(at)
  }

  /** @param offset below `length(position)` */
  entry(position: number, offset: number): LogEntry {
    let record = this.newest.at(offset)
    while (this.since.at(record) > position) record = this.older.at(record)
    return { offset, operation: this.operations.at(record), term: this.terms.at(record) }
  }

  append(position: number, operation: number, term: number): void {
    this.log.append(operation, term)
    this.write(position, this.log.length - 1)
    this.noteLength(position)
  }

  truncate(position: number): void {
    this.log.truncate()
    this.noteLength(position)
  }

  /** A crash takes back the last entry; what its append had replaced stands there again. */
  lose(position: number): void {
    const before = this.log.length
    if (before === 0) return
    this.log.lose()
    for (let offset = before - 1; offset < this.log.length; offset++) this.write(position, offset)
    this.noteLength(position)
  }

  settle(): void {
    this.log.settle()
  }

  clear(position: number): void {
    if (this.log.length === 0) return
    this.log.clear()
    this.noteLength(position)
  }

  private write(position: number, offset: number): void {
    const record = this.since.length
    const isNew = offset >= this.newest.length
    this.older.push(isNew ? NONE : this.newest.at(offset))
    if (isNew) this.newest.push(record)
    else this.newest.set(offset, record)
    this.since.push(position)
    this.operations.push(this.log.operation(offset))
    this.terms.push(this.log.term(offset))
  }

  private noteLength(position: number): void {
    this.lengthPositions.push(position)
    this.lengths.push(this.log.length)
  }
}

/** The last index whose value is at most `limit`; -1 for none. */
function lastUpTo(ascending: GrowingNumbers<Int32Array>, limit: number): number {
  let from = 0
  let to = ascending.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (ascending.at(middle) <= limit) from = middle + 1
    else to = middle
  }
  return from - 1
}

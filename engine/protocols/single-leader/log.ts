import type { NodeContext, NodeTrace } from '../../node/context.ts'
import type { Disk } from '../../node/disk.ts'
import { DurableLog } from '../../node/durable.ts'
import { type KeyId, NO_KEY, NO_OPERATION, type OperationId } from '../../trace/event.ts'
import { KEY_BYTES, type StoredVersion, type WriteRequest } from '../client.ts'
import type { Stage } from './stage.ts'

/** One entry of the replicated log, and what a read finds while it is the latest one of its key. Immutable: all replicas share it. */
export interface Entry extends StoredVersion {
  readonly term: number
  /** The write that it holds; NO_OPERATION for the entry with which a leader opens its term. */
  readonly operation: OperationId
  readonly key: KeyId
  readonly valueBytes: number
  /** Whether followers take long to apply it. */
  readonly isLong: boolean
}

/** Term and offset of an entry on the wire. */
const ENTRY_BYTES = 16

export function writeEntry(term: number, request: WriteRequest, isLong: boolean): Entry {
  const { operation, key, value, valueBytes } = request
  return { value, operation, term, key, valueBytes, isLong }
}

export const openingEntry = (term: number): Entry => ({
  value: undefined,
  operation: NO_OPERATION,
  term,
  key: NO_KEY,
  valueBytes: 0,
  isLong: false,
})

/** Size of an entry on the wire. */
export const entryBytes = ({ key, valueBytes }: Entry): number =>
  key === NO_KEY ? ENTRY_BYTES : ENTRY_BYTES + KEY_BYTES + valueBytes

/**
 * A replica's log of entries, and how far it is durable and committed. Offsets count from 0.
 *
 * Invariants: (1) terms never decrease along a log; (2) committed <= length, durable <= length; (3) log matching: when two replicas have an
 * entry of one term at one offset, all up to it is the same in both. A leader appends to its own term only and never cuts its log, it sends
 * what is durable only (so a crash takes nothing back that another has) or takes a new term after a crash, and a follower takes entries only after
 * ones that agree.
 */
export class ReplicatedLog {
  /** Length that a crash cannot take back any more. */
  durable: number
  /** Length that this replica knows committed. Volatile. */
  committed = 0
  private readonly disk: Disk
  private readonly trace: NodeTrace
  private readonly entries: DurableLog<Entry>
  private readonly onDurable: () => void
  private readonly onSynced = () => this.synced()
  /** How often its end was cut off. */
  cuts = 0
  private syncing = false
  /** Length that the sync under way will make durable. */
  private covered = 0

  /** @param onDurable called after `durable` grew */
  constructor({ disk, trace }: NodeContext, onDurable: () => void) {
    this.disk = disk
    this.trace = trace
    this.onDurable = onDurable
    this.entries = disk.open(
      'log',
      () => new DurableLog<Entry>(disk, ({ operation, key }) => trace.lose(operation, key)),
    )
    this.durable = this.entries.length
  }

  get length(): number {
    return this.entries.length
  }

  get lastTerm(): number {
    return this.termBefore(this.entries.length)
  }

  at(offset: number): Entry {
    return this.entries.at(offset)
  }

  slice(from: number, to: number): readonly Entry[] {
    return this.entries.slice(from, to)
  }

  /** Term of the entry just before an offset; 0 at the beginning. */
  termBefore(offset: number): number {
    return offset === 0 ? 0 : this.entries.at(offset - 1).term
  }

  /** How much of the log has come this far. */
  lengthAt(stage: Stage): number {
    if (stage === 'received') return this.entries.length
    return stage === 'synced' ? this.durable : this.committed
  }

  /** The longest beginning, at most `length` long, whose last entry is of no later term than `term`. */
  lengthUpToTerm(length: number, term: number): number {
    while (length > 0 && this.entries.at(length - 1).term > term) length--
    return length
  }

  append(entry: Entry): void {
    const offset = this.entries.length
    this.entries.append(entry)
    this.trace.append(entry.operation, entry.key, offset, entry.term)
  }

  /** Makes all that is appended durable; asks the disk once for all that come while it is busy. */
  sync(): void {
    if (this.syncing) return
    this.syncing = true
    this.covered = this.entries.length
    this.disk.sync(this.onSynced)
  }

  /** Cuts off the entries from an offset on, last first. */
  truncate(length: number): readonly Entry[] {
    const removed = this.entries.truncate(length)
    this.cuts++
    for (let index = removed.length - 1; index >= 0; index--) {
      const { operation, key, term } = removed[index]
      this.trace.truncate(operation, key, length + index, term)
    }
    // What stands at these offsets from now on is not what the sync under way covers.
    this.covered = Math.min(this.covered, length)
    this.durable = Math.min(this.durable, length)
    this.committed = Math.min(this.committed, length)
    return removed
  }

  /** Notes that all before an offset is committed; false when that was known. */
  commitTo(offset: number): boolean {
    if (offset <= this.committed) return false
    this.committed = offset
    this.trace.commit(offset - 1)
    return true
  }

  /** Whether a log that ends so is at least as advanced as this one: later last term, or same and not shorter. */
  isMatchedBy(lastTerm: number, length: number): boolean {
    if (lastTerm !== this.lastTerm) return lastTerm > this.lastTerm
    return length >= this.length
  }

  private synced(): void {
    this.syncing = false
    if (this.covered > this.durable) {
      this.durable = this.covered
      this.onDurable()
    }
    if (this.entries.length > this.durable) this.sync()
  }
}

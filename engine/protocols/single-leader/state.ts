import type { NodeTrace } from '../../node/context.ts'
import type { KeyId } from '../../trace/event.ts'
import type { Entry, ReplicatedLog } from './log.ts'

/**
 * What can be read on a replica: the first `applied` entries of its log, the latest of each key.
 * Volatile: rebuilt from the log after a restart.
 */
export class AppliedState {
  /** Length of log that is applied. */
  applied = 0
  /** The latest term in which this replica led: the entries of that term are its own. */
  ownTerm = 0
  private readonly trace: NodeTrace
  private readonly latest: (Entry | undefined)[] = []

  constructor(trace: NodeTrace) {
    this.trace = trace
  }

  /** Whether something that may be read is not applied yet. */
  get isBehind(): boolean {
    return false
  }

  read(key: KeyId): Entry | undefined {
    return this.latest[key]
  }

  /** Keys that can be read, ascending. */
  *keys(): Iterable<KeyId> {
    for (let key = 0; key < this.latest.length; key++) {
      if (this.latest[key] !== undefined) yield key
    }
  }

  /** Applies the log up to a length; what is applied stays applied when that is shorter. */
  advance(log: ReplicatedLog, length: number): void {
    while (this.applied < length) {
      const offset = this.applied++
      const entry = log.at(offset)
      this.apply(entry, offset)
    }
  }

  /** Takes back the entries that were just cut off the log's end: their keys show what the log held before. */
  revert(log: ReplicatedLog, removed: readonly Entry[]): void {
    const keys = new Set<KeyId>()
    for (const [index, { key }] of removed.entries()) {
      if (key >= 0 && this.isApplied(log.length + index)) keys.add(key)
    }
    this.applied = Math.min(this.applied, log.length)
    for (let offset = log.length - 1; offset >= 0 && keys.size > 0; offset--) {
      const entry = log.at(offset)
      if (keys.delete(entry.key)) this.store(entry, offset)
    }
    for (const key of keys) this.latest[key] = undefined
  }

  protected isApplied(offset: number): boolean {
    return offset < this.applied
  }

  protected apply(entry: Entry, offset: number): void {
    if (entry.key >= 0) this.store(entry, offset)
  }

  private store(entry: Entry, offset: number): void {
    while (this.latest.length <= entry.key) this.latest.push(undefined)
    this.latest[entry.key] = entry
    this.trace.store(entry.operation, entry.key, offset)
  }
}

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
  private readonly trace: NodeTrace
  private readonly latest: (Entry | undefined)[] = []

  constructor(trace: NodeTrace) {
    this.trace = trace
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
      if (entry.key >= 0) this.store(entry, offset)
    }
  }

  /** Takes back the entries that were just cut off the log's end: their keys show what the log held before. */
  revert(log: ReplicatedLog, removed: readonly Entry[]): void {
    if (this.applied <= log.length) return
    const count = this.applied - log.length
    this.applied = log.length
    const keys = new Set<KeyId>()
    for (let index = 0; index < count; index++) {
      const { key } = removed[index]
      if (key >= 0) keys.add(key)
    }
    for (let offset = log.length - 1; offset >= 0 && keys.size > 0; offset--) {
      const entry = log.at(offset)
      if (keys.delete(entry.key)) this.store(entry, offset)
    }
    for (const key of keys) this.latest[key] = undefined
  }

  private store(entry: Entry, offset: number): void {
    while (this.latest.length <= entry.key) this.latest.push(undefined)
    this.latest[entry.key] = entry
    this.trace.store(entry.operation, entry.key, offset)
  }
}

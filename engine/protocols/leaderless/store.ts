import type { NodeContext } from '../../node/context.ts'
import { DurableTable } from '../../node/durable.ts'
import type { KeyId } from '../../trace/event.ts'
import type { StoredVersion } from '../client.ts'
import type { Held, Reconciliation } from './held.ts'

/** What one replica holds of each key, on its disk. */
export class Store {
  /** Counts changes, so that what is derived from the contents knows when it is old. */
  changes = 0
  readonly reconciliation: Reconciliation<Held>
  private readonly context: NodeContext
  private readonly table: DurableTable<Held>

  constructor(context: NodeContext, reconciliation: Reconciliation<Held>) {
    this.context = context
    this.reconciliation = reconciliation
    this.table = context.disk.open(
      'store',
      () => new DurableTable<Held>(context.disk, (lost, key) => noteLost(context, key, lost)),
    )
  }

  get(key: KeyId): Held | undefined {
    return this.table.get(key)
  }

  keys(): Iterable<KeyId> {
    return this.table.keys()
  }

  /** Joins what arrives with what is there; the result is readable at once and durable after the next sync. Without room nothing is kept. */
  join(key: KeyId, arriving: Held): void {
    if (this.context.disk.isFull) return
    const current = this.table.get(key)
    if (current === undefined) {
      this.put(key, arriving, undefined)
      return
    }
    if (arriving === current) return
    const joined = this.reconciliation.join(current, arriving)
    this.noteDropped(key, current, arriving, joined)
    if (joined !== current) this.put(key, joined, current.versions)
  }

  private put(key: KeyId, held: Held, before: Held['versions'] | undefined): void {
    this.table.set(key, held)
    this.changes++
    const { versions, stamp } = held
    for (let index = 0; index < versions.length; index++) {
      const version = versions[index]
      if (isNew(version, before)) this.context.trace.store(version.operation, key, stamp)
    }
    if (versions.length > 1) this.noteSiblings(key, held, before)
  }

  private noteSiblings(key: KeyId, { versions }: Held, before: Held['versions'] | undefined): void {
    const { trace } = this.context
    trace.siblings(key, versions.length)
    const added = versions.find((version) => isNew(version, before))
    const kept = versions.find((version) => !isNew(version, before))
    if (added !== undefined && kept !== undefined) {
      trace.conflict(added.operation, key, kept.operation)
    }
  }

  private noteDropped(key: KeyId, current: Held, arriving: Held, joined: Held): void {
    const dropped = this.reconciliation.dropped(current, arriving, joined)
    if (dropped >= 0) this.context.trace.discard(dropped, key, joined.versions[0].operation)
  }
}

function isNew(version: StoredVersion, before: Held['versions'] | undefined): boolean {
  if (before === undefined) return true
  for (let index = 0; index < before.length; index++) if (before[index] === version) return false
  return true
}

/** The writes that a crash takes off the disk again. */
function noteLost(context: NodeContext, key: KeyId, lost: Held): void {
  for (const { operation } of lost.versions) context.trace.lose(operation, key)
}

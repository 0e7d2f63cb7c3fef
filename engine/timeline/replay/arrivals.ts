import type { EventColumns } from '../../trace/columns.ts'
import { type EndpointId, EventKind, type KeyId, type OperationId } from '../../trace/event.ts'
import type { Arrival } from './version-set.ts'

/** Where the versions of one change go. */
type Take = (
  position: number,
  node: EndpointId,
  key: KeyId,
  arrival: Omit<Arrival, 'areAllKept'>,
) => void

/**
 * Puts events together that tell of one change of what a node holds of a key: the versions that came (`store`), those that they met (`conflict`) and how many there are
 * then (`siblings`), which stand side by side in the trace.
 *
 * Shown every event that changes a node, in order. A change is told on when its last event is known: with the next event at the latest.
 */
export class ChangesOfVersions {
  private readonly take: Take
  /** Whether several versions may come in one change. */
  private readonly isJoint: boolean
  private node: EndpointId = -1
  private key: KeyId = -1
  private added: OperationId[] = []
  private kept: OperationId[] = []
  private count: number | undefined
  private position = -1
  private next = -1

  /** @param isJoint whether several versions may come in one change */
  constructor(isJoint: boolean, take: Take) {
    this.isJoint = isJoint
    this.take = take
  }

  absorb({ kind, node, key, operation, a }: EventColumns, index: number, position: number): void {
    const isNext = position === this.next && node[index] === this.node && key[index] === this.key
    if (!isNext || !this.goesOn(kind[index])) this.finish()
    this.node = node[index]
    this.key = key[index]
    switch (kind[index]) {
      case EventKind.store:
        this.added.push(operation[index])
        this.position = position
        break
      case EventKind.conflict:
        this.kept.push(a[index])
        break
      case EventKind.siblings:
        this.count = a[index]
        this.position = position
        break
    }
    this.next = position + 1
  }

  /** Tells on what is complete. */
  finish(): void {
    const { added, kept, node, key, position } = this
    const count = this.count ?? (added.length > 0 ? added.length : undefined)
    if (added.length > 0) this.take(position, node, key, { added, kept, count })
    this.added = []
    this.kept = []
    this.count = undefined
    this.next = -1
  }

  /** Whether an event may belong to the change so far. Conflicts come before the version where one comes at a time, else after the count. */
  private goesOn(kind: number): boolean {
    const isCounted = this.count !== undefined
    const hasVersion = this.added.length > 0
    if (kind === EventKind.store) return !isCounted && (this.isJoint || !hasVersion)
    if (kind === EventKind.siblings) return hasVersion && !isCounted
    if (kind === EventKind.conflict) return this.isJoint ? isCounted : !hasVersion
    return false
  }
}

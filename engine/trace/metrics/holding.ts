import type { EventColumns } from '../columns.ts'
import { CrashKind, type EndpointId, EventKind, HintStep, type OperationId } from '../event.ts'
import type { Trace } from '../trace.ts'

/** What one replica holds of the writes, by number of the write. */
interface NodeHolding {
  /** How often it stands in the log. */
  readonly entries: Uint8Array
  /** Whether it ever stood in the log. */
  readonly logged: Uint8Array
  /** Whether it is in the table, or went into what is there. */
  readonly stored: Uint8Array
  /** Hints with it that wait for another replica. */
  readonly hints: Uint8Array
}

/**
 * Which replica holds which write when the run is over, from the events of its trace.
 *
 * A write that ever stood in a node's log is held while an entry of it stands there (`append` adds one; `truncate` and `lose` take one away). Any other
 * write is held when it is in the node's table (`store`), or was resolved against what is there (`discard`), or waits there as a hint, until a crash takes
 * it away (`lose`). A wipe takes everything.
 */
export class Holding {
  /** Whether the model keeps logs: there a write is held as an entry, and nothing else stands for it. */
  hasLogs = false
  private readonly operations: number
  private readonly nodes = new Map<EndpointId, NodeHolding>()

  /** @param operations how many the history has */
  constructor(trace: Trace, operations: number) {
    this.operations = operations
    trace.each((columns, index) => this.absorb(columns, index))
  }

  isHeldBy(node: EndpointId, operation: OperationId): boolean {
    const holding = this.nodes.get(node)
    if (holding === undefined) return false
    if (holding.logged[operation] > 0) return holding.entries[operation] > 0
    return holding.stored[operation] > 0 || holding.hints[operation] > 0
  }

  isHeldByAny(nodes: readonly EndpointId[], operation: OperationId): boolean {
    for (const node of nodes) if (this.isHeldBy(node, operation)) return true
    return false
  }

  private absorb(columns: EventColumns, index: number): void {
    const operation = columns.operation[index]
    const node = columns.node[index]
    switch (columns.kind[index]) {
      case EventKind.append:
        if (operation >= 0) this.append(node, operation)
        break
      case EventKind.truncate:
        if (operation >= 0) lower(this.at(node).entries, operation)
        break
      case EventKind.store:
      case EventKind.discard:
        if (operation >= 0) this.at(node).stored[operation] = 1
        break
      case EventKind.lose:
        if (operation >= 0) this.lose(node, operation)
        break
      case EventKind.hint:
        if (operation >= 0) this.hint(node, operation, columns.a[index])
        break
      case EventKind.crash:
        if (columns.a[index] === CrashKind.wipes) this.nodes.delete(node)
        break
    }
  }

  private append(node: EndpointId, operation: OperationId): void {
    const { entries, logged } = this.at(node)
    this.hasLogs = true
    entries[operation]++
    logged[operation] = 1
  }

  private lose(node: EndpointId, operation: OperationId): void {
    const { entries, stored, hints } = this.at(node)
    lower(entries, operation)
    stored[operation] = 0
    hints[operation] = 0
  }

  private hint(node: EndpointId, operation: OperationId, step: number): void {
    const { hints } = this.at(node)
    if (step === HintStep.stored) hints[operation]++
    else lower(hints, operation)
  }

  private at(node: EndpointId): NodeHolding {
    const known = this.nodes.get(node)
    if (known !== undefined) return known
    const column = () => new Uint8Array(this.operations)
    const holding = { entries: column(), logged: column(), stored: column(), hints: column() }
    this.nodes.set(node, holding)
    return holding
  }
}

function lower(counts: Uint8Array, operation: OperationId): void {
  if (counts[operation] > 0) counts[operation]--
}

import type { NodeContext } from '../../node/context.ts'
import { DurableTable } from '../../node/durable.ts'
import { type EndpointId, HintStep, type KeyId } from '../../trace/event.ts'
import { type Held, noteCarried, type Reconciliation } from './held.ts'
import { handoff } from './messages.ts'
import type { LeaderlessSettings } from './settings.ts'

/** Hints sent to one target in one attempt. */
const HANDOFF_BATCH = 100

/**
 * Versions that a node keeps for replicas which did not answer, until they do.
 * Durable; hints of one key and target are joined, since the target wants the outcome only.
 */
export class Hints {
  private readonly context: NodeContext
  private readonly settings: LeaderlessSettings
  private readonly reconciliation: Reconciliation<Held>
  private readonly tables = new Map<EndpointId, DurableTable<Held>>()
  private armed = false

  constructor(
    context: NodeContext,
    settings: LeaderlessSettings,
    reconciliation: Reconciliation<Held>,
  ) {
    this.context = context
    this.settings = settings
    this.reconciliation = reconciliation
    for (const target of context.replicas) this.tables.set(target, this.open(target))
  }

  /** Takes up again what an earlier life of the node had kept. */
  start(): void {
    if (this.count > 0) this.arm()
  }

  get count(): number {
    let count = 0
    for (const table of this.tables.values()) count += table.size
    return count
  }

  add(target: EndpointId, key: KeyId, held: Held): void {
    const table = this.tables.get(target)!
    const before = table.get(key)
    table.set(key, before === undefined ? held : this.reconciliation.join(before, held))
    this.note(target, key, held, HintStep.stored)
    if (!this.armed) this.arm()
  }

  /** The joined hints for any node of one key: what a stand-in answers to a read. */
  get(key: KeyId): Held | undefined {
    let found: Held | undefined
    for (const table of this.tables.values()) {
      const held = table.get(key)
      if (held !== undefined) found = found ? this.reconciliation.join(found, held) : held
    }
    return found
  }

  /** The target has it on disk; a hint that was joined with more meanwhile stays. */
  delivered(target: EndpointId, key: KeyId, held: Held): void {
    const table = this.tables.get(target)!
    if (table.get(key) !== held) return
    table.set(key, undefined)
    this.note(target, key, held, HintStep.delivered)
  }

  private arm(): void {
    this.armed = true
    this.context.after(this.settings.handoffMicros, () => {
      this.armed = false
      this.sendAll()
      if (this.count > 0) this.arm()
    })
  }

  private sendAll(): void {
    for (const [target, table] of this.tables) {
      let sent = 0
      for (const key of table.keys()) {
        if (sent++ === HANDOFF_BATCH) break
        this.handOver(target, key, table.get(key)!)
      }
    }
  }

  private handOver(target: EndpointId, key: KeyId, held: Held): void {
    const message = handoff(key, held)
    this.context.send(target, message)
    noteCarried(this.context, held, message.operation)
  }

  private open(target: EndpointId): DurableTable<Held> {
    const { disk, trace } = this.context
    const dropped = (held: Held, key: KeyId): void => {
      for (const { operation } of held.versions) {
        trace.hint(target, operation, key, HintStep.dropped)
      }
    }
    return disk.open(`hints for ${target}`, () => new DurableTable<Held>(disk, dropped))
  }

  private note(target: EndpointId, key: KeyId, held: Held, step: HintStep): void {
    for (const { operation } of held.versions) this.context.trace.hint(target, operation, key, step)
  }
}

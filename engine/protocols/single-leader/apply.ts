import type { Micros } from '../../core/clock.ts'
import type { EventHandle } from '../../core/queue.ts'
import type { Random } from '../../core/random.ts'
import { type Latency, type Sampler, samplerOf } from '../../network/latency.ts'
import type { NodeContext } from '../../node/context.ts'
import { DurableCell } from '../../node/durable.ts'
import { type KeyId, NO_KEY } from '../../trace/event.ts'
import type { Entry, ReplicatedLog } from './log.ts'
import { AppliedState } from './state.ts'

/** How a replica applies what it has received. */
export interface ApplierSettings {
  /** How long a worker takes for one write. */
  readonly time: Latency
  /** Writes that are applied side by side, at least 1. */
  readonly workers: number
  /** Share of writes that are long transactions, 0 to 1; the leader draws which. */
  readonly longShare: number
  /** How long a worker takes for one of these. */
  readonly longTime: Latency
}

/** An entry that a worker applies. */
interface Work {
  readonly offset: number
  readonly key: KeyId
  readonly timer: EventHandle
}

/**
 * A replica's state behind a queue: entries are received (in the log) before they are applied (readable), and applying takes time.
 *
 * Workers take the entries in the order of the log. An entry of a key that is being applied waits for that, and all behind it wait too, as for MySQL's
 * coordinator. What the replica wrote itself as leader was run before it was logged, so it takes no time. What was applied and synced survives a crash; the
 * rest is applied anew.
 *
 * Invariants: (1) the entries of one key are applied in the order of the log; (2) all before `applied` are applied, and of those behind it exactly `ahead`;
 * (3) an entry is with a worker, or applied, or not before `next`.
 */
export class QueuedState extends AppliedState {
  private readonly context: NodeContext
  private readonly log: ReplicatedLog
  private readonly onApplied: () => void
  private readonly workers: number
  private readonly time: Sampler
  private readonly longTime: Sampler
  private readonly random: Random
  private readonly position: DurableCell<number>
  private readonly underWay: Work[] = []
  /** Offsets that are applied though one before them is not. */
  private readonly ahead = new Set<number>()
  /** Offset of the entry that the next free worker takes. */
  private next: number
  /** Length of log that may be applied. */
  private allowed: number

  /** @param onApplied called after `applied` grew */
  constructor(
    context: NodeContext,
    log: ReplicatedLog,
    settings: ApplierSettings,
    onApplied: () => void,
  ) {
    super(context.trace)
    const { disk } = context
    this.context = context
    this.onApplied = onApplied
    this.log = log
    this.workers = settings.workers
    this.time = samplerOf(settings.time)
    this.longTime = samplerOf(settings.longTime)
    this.random = context.random.fork('apply')
    this.position = disk.open('applied', () => new DurableCell(disk, 0))
    super.advance(log, Math.min(this.position.value, log.durable))
    this.next = this.applied
    this.allowed = this.applied
  }

  override get isBehind(): boolean {
    return this.applied < this.allowed
  }

  override advance(_log: ReplicatedLog, length: number): void {
    if (length <= this.allowed) return
    this.allowed = length
    this.employ()
  }

  override revert(log: ReplicatedLog, removed: readonly Entry[]): void {
    super.revert(log, removed)
    this.dismissFrom(log.length)
    for (const offset of this.ahead) if (offset >= log.length) this.ahead.delete(offset)
    this.next = Math.min(this.next, log.length)
    this.allowed = Math.min(this.allowed, log.length)
    this.notePosition()
    this.employ()
  }

  protected override isApplied(offset: number): boolean {
    return super.isApplied(offset) || this.ahead.has(offset)
  }

  /** Gives free workers what is next, as long as there is something that may be applied now. */
  private employ(): void {
    while (this.next < this.allowed && this.underWay.length < this.workers) {
      const entry = this.log.at(this.next)
      if (this.isUnderWay(entry.key)) return
      this.begin(this.next++, entry)
    }
  }

  private begin(offset: number, entry: Entry): void {
    const duration = this.durationOf(entry)
    if (duration === 0) {
      this.complete(offset)
      return
    }
    const timer = this.context.after(duration, () => this.end(work))
    const work: Work = { offset, key: entry.key, timer }
    this.underWay.push(work)
  }

  private durationOf({ key, term, isLong }: Entry): Micros {
    if (key === NO_KEY || term === this.ownTerm) return 0
    return isLong ? this.longTime.draw(this.random) : this.time.draw(this.random)
  }

  private end(work: Work): void {
    this.underWay.splice(this.underWay.indexOf(work), 1)
    this.complete(work.offset)
    this.employ()
  }

  private complete(offset: number): void {
    this.apply(this.log.at(offset), offset)
    this.ahead.add(offset)
    while (this.ahead.delete(this.applied)) this.applied++
    if (this.notePosition()) this.onApplied()
  }

  /** Whether it has changed. */
  private notePosition(): boolean {
    if (this.position.value === this.applied) return false
    this.position.set(this.applied)
    return true
  }

  private isUnderWay(key: KeyId): boolean {
    for (let index = 0; index < this.underWay.length; index++) {
      if (this.underWay[index].key === key) return true
    }
    return false
  }

  private dismissFrom(length: number): void {
    for (let index = this.underWay.length - 1; index >= 0; index--) {
      const { offset, timer } = this.underWay[index]
      if (offset < length) continue
      this.context.cancel(timer)
      this.underWay.splice(index, 1)
    }
  }
}

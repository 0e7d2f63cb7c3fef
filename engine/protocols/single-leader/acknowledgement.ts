import { Deadlines, type Waiting } from '../../node/deadlines.ts'
import type { EndpointId } from '../../trace/event.ts'
import type { ReplicaParts } from './parts.ts'
import { matchedByAtLeast, matchedByFirst, type Progress } from './progress.ts'
import { followersAwaited, type Replication } from './settings.ts'

/** How much of its log the leader counts as its own copy, and sends. */
export const ownLength = ({ log, settings }: ReplicaParts): number =>
  log.lengthAt(settings.durability ?? 'synced')

/** The rule by which a leader commits, and so answers its clients. */
export interface CommitRule {
  /** What it waits for at present: `async`, `semi-sync`, `sync`, `in-sync`, `majority`. */
  readonly status: string
  /** Who is in the set of replicas that it waits for, where that changes. */
  readonly members?: readonly EndpointId[]
  /** Whether a write may be begun now. */
  accepts(): boolean
  /** Length of log that may be committed now. */
  committable(): number
  /** Told of each entry that begins to wait, by its offset. */
  waits(offset: number): void
  /** Told when more of the log is committed. */
  committed(length: number): void
  /** Told when a follower has answered. */
  answered(progress: Progress): void
  /** Told at every heartbeat. */
  tick(): void
  /** Told that the controller knows of a change of the set. */
  agreed(change: number): void
  /** Told when the leader leads no more. */
  stop(): void
}

/** How far the followers have come that count. */
const matchedRule = (replication: Replication): typeof matchedByAtLeast =>
  replication.kind === 'semi-sync' && replication.from === 'first'
    ? matchedByFirst
    : matchedByAtLeast

/** The leader and a fixed number of followers; for ever, if it takes that long. */
export class FixedCount implements CommitRule {
  readonly status: string
  protected readonly parts: ReplicaParts
  protected readonly followers: readonly Progress[]
  private readonly count: number
  private readonly matched: typeof matchedByAtLeast

  constructor(parts: ReplicaParts, followers: readonly Progress[]) {
    this.parts = parts
    this.followers = followers
    this.status = parts.settings.replication.kind
    this.count = followersAwaited(parts.settings)
    this.matched = matchedRule(parts.settings.replication)
  }

  committable(): number {
    return Math.min(ownLength(this.parts), this.matched(this.count, this.followers))
  }

  waits(_offset: number): void {}

  accepts(): boolean {
    return true
  }

  committed(_length: number): void {}

  answered(_progress: Progress): void {}

  tick(): void {}

  agreed(_change: number): void {}

  stop(): void {}
}

/**
 * Raft's rule: an entry is committed once a majority has it and it is of the leader's own term; all before it are committed with it.
 * Source: Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (2014), section 5.4.2.
 */
export class MajorityOfTerm extends FixedCount {
  private readonly term: number

  constructor(parts: ReplicaParts, term: number, followers: readonly Progress[]) {
    super(parts, followers)
    this.term = term
  }

  override committable(): number {
    const length = super.committable()
    return this.parts.log.termBefore(length) === this.term ? length : 0
  }
}

/** An entry whose client waits for acks. */
interface WaitingEntry extends Waiting {
  readonly offset: number
}

const waitingEntry = (offset: number): WaitingEntry => ({
  offset,
  since: 0,
  before: undefined,
  after: undefined,
  waits: false,
})

/**
 * Semi-synchronous replication as in MySQL: after a write has waited too long all waiting ones are released and nothing waits any more,
 * until enough followers have caught up with what was in the log at that moment.
 */
export class SemiSync implements CommitRule {
  status: 'semi-sync' | 'async' = 'semi-sync'
  private readonly parts: ReplicaParts
  private readonly followers: readonly Progress[]
  private readonly acks: number
  private readonly matched: typeof matchedByAtLeast
  private readonly waitsForNobody: boolean
  private readonly onRelaxed: () => void
  private readonly deadlines: Deadlines<WaitingEntry>
  private relaxedAtLength = 0
  /** One for each entry that waits, in order of offset. */
  private readonly waiting: WaitingEntry[] = []
  private firstWaiting = 0

  constructor(
    parts: ReplicaParts,
    followers: readonly Progress[],
    replication: Extract<Replication, { readonly kind: 'semi-sync' }>,
    onRelaxed: () => void,
  ) {
    const { context } = parts
    const { acks, timeoutMicros, whenTooFew } = replication
    this.parts = parts
    this.followers = followers
    this.acks = acks
    this.matched = matchedRule(replication)
    this.waitsForNobody = whenTooFew === 'async'
    this.onRelaxed = onRelaxed
    this.deadlines = new Deadlines<WaitingEntry>(context, {
      delay: timeoutMicros,
      expire: () => this.relax(),
    })
  }

  committable(): number {
    const own = ownLength(this.parts)
    if (this.status === 'async') return own
    return Math.min(own, this.matched(this.acks, this.followers))
  }

  waits(offset: number): void {
    if (this.status === 'async') return
    const entry = waitingEntry(offset)
    this.waiting.push(entry)
    this.deadlines.add(entry)
  }

  committed(length: number): void {
    while (this.firstWaiting < this.waiting.length) {
      const entry = this.waiting[this.firstWaiting]
      if (entry.offset >= length) break
      this.deadlines.cancel(entry)
      this.firstWaiting++
    }
    if (this.firstWaiting === this.waiting.length) this.forgetWaiting()
  }

  accepts(): boolean {
    return true
  }

  tick(): void {
    if (this.waitsForNobody && this.countConnected() < this.acks) this.relax()
  }

  agreed(_change: number): void {}

  answered(_progress: Progress): void {
    if (this.status === 'semi-sync') return
    let caughtUp = 0
    for (const { isStreaming, matched } of this.followers) {
      if (isStreaming && matched >= this.relaxedAtLength) caughtUp++
    }
    if (caughtUp >= this.acks) this.status = 'semi-sync'
  }

  stop(): void {
    this.committed(Number.POSITIVE_INFINITY)
  }

  private countConnected(): number {
    let connected = 0
    for (const { isStreaming } of this.followers) if (isStreaming) connected++
    return connected
  }

  private forgetWaiting(): void {
    this.waiting.length = 0
    this.firstWaiting = 0
  }

  private relax(): void {
    if (this.status === 'async') return
    this.status = 'async'
    this.relaxedAtLength = this.parts.log.length
    this.onRelaxed()
  }
}

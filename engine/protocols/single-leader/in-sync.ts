import type { Micros } from '../../core/clock.ts'
import type { EndpointId } from '../../trace/event.ts'
import { type CommitRule, ownLength } from './acknowledgement.ts'
import { inSyncChange } from './messages.ts'
import type { ReplicaParts } from './parts.ts'
import type { Progress } from './progress.ts'
import type { Replication } from './settings.ts'

/** A follower as a candidate for the set. */
interface Candidate {
  readonly progress: Progress
  isMember: boolean
  /** Whether it is to be one; differs from `isMember` while a change is under way. */
  isProposed: boolean
  /** When it last had all that the leader had. */
  caughtUpAt: Micros
  /** How much the leader had when its last answer came, and when that was. */
  endThen: number
  heardAt: Micros
}

/**
 * The leader waits for every follower of a set that shrinks to those that keep up: Kafka's in-sync replicas.
 *
 * A follower that has not had all of the leader's log for `lagMicros` leaves the set; one that has all that is committed joins it. While the set, leader
 * included, is smaller than `minimum`, nothing is committed and writes are refused. Where there is a controller, it appoints from the set, so it must know
 * of a change before the change holds: a leader that is cut off from it cannot shrink the set and commits nothing more.
 * Source: Apache Kafka, KIP-497 (AlterPartition), KIP-966 (a minimum that holds the high watermark).
 *
 * Invariants: (1) what is committed is in the log of every member, and of everybody who is about to be one or is not gone yet; (2) the controller's set
 * is never larger than these.
 */
export class InSync implements CommitRule {
  readonly status = 'in-sync'
  private readonly parts: ReplicaParts
  private readonly term: number
  private readonly minimum: number
  private readonly lagMicros: Micros
  private readonly candidates: readonly Candidate[]
  private readonly onChanged: () => void
  /** Whoever joins must have the log of the leader's predecessors. */
  private readonly joinFrom: number
  /** Number of the change under way, 0 for none. */
  private pending = 0
  private changes = 0

  /**
   * @param members who is in the set at first; undefined for all
   * @param onChanged called when the set has changed
   */
  constructor(
    parts: ReplicaParts,
    term: number,
    followers: readonly Progress[],
    { minimum, lagMicros }: Extract<Replication, { readonly kind: 'in-sync' }>,
    members: readonly EndpointId[] | undefined,
    onChanged: () => void,
  ) {
    const now = parts.context.monotonicClock()
    this.parts = parts
    this.term = term
    this.minimum = minimum
    this.lagMicros = lagMicros
    this.onChanged = onChanged
    this.joinFrom = parts.log.length
    this.candidates = followers.map((progress) => {
      const isMember = members === undefined || members.includes(progress.follower)
      return {
        progress,
        isMember,
        isProposed: isMember,
        caughtUpAt: now,
        endThen: parts.log.length,
        heardAt: now,
      }
    })
  }

  /** The set, leader included. */
  get members(): readonly EndpointId[] {
    const followers = this.candidates.filter(({ isMember }) => isMember)
    return [this.parts.context.id, ...followers.map(({ progress }) => progress.follower)]
  }

  accepts(): boolean {
    let size = 1
    for (let at = 0; at < this.candidates.length; at++) if (this.candidates[at].isMember) size++
    return size >= this.minimum
  }

  committable(): number {
    if (!this.accepts()) return 0
    let length = ownLength(this.parts)
    for (let at = 0; at < this.candidates.length; at++) {
      const { progress, isMember, isProposed } = this.candidates[at]
      if ((isMember || isProposed) && progress.matched < length) length = progress.matched
    }
    return length
  }

  waits(_offset: number): void {}

  committed(_length: number): void {}

  answered(progress: Progress): void {
    const candidate = this.candidates.find((one) => one.progress === progress)!
    const now = this.parts.context.monotonicClock()
    const end = ownLength(this.parts)
    if (progress.matched >= end) candidate.caughtUpAt = now
    else if (progress.matched >= candidate.endThen) candidate.caughtUpAt = candidate.heardAt
    candidate.endThen = end
    candidate.heardAt = now
    if (!candidate.isMember && this.pending === 0 && this.mayJoin(progress)) {
      candidate.isProposed = true
      this.propose()
    }
  }

  /** Looks whether somebody has fallen behind, or asks the controller once more. */
  tick(): void {
    if (this.pending > 0) {
      this.ask()
      return
    }
    const limit = this.parts.context.monotonicClock() - this.lagMicros
    const late = this.candidates.filter((one) => one.isMember && one.caughtUpAt < limit)
    for (const one of late) one.isProposed = false
    if (late.length > 0) this.propose()
  }

  /** The controller knows of the change. */
  agreed(change: number): void {
    if (change === this.pending) this.adopt()
  }

  stop(): void {}

  private mayJoin({ matched }: Progress): boolean {
    return matched >= Math.max(this.parts.log.committed, this.joinFrom)
  }

  private propose(): void {
    this.pending = ++this.changes
    if (this.parts.context.controller === undefined) this.adopt()
    else this.ask()
  }

  private ask(): void {
    const { context } = this.parts
    const followers = this.candidates.filter(({ isProposed }) => isProposed)
    const members = [context.id, ...followers.map(({ progress }) => progress.follower)]
    context.send(context.controller!, inSyncChange(this.term, members, this.pending))
  }

  private adopt(): void {
    this.pending = 0
    for (const candidate of this.candidates) candidate.isMember = candidate.isProposed
    this.onChanged()
  }
}

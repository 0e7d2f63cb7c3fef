import type { Micros } from '../../core/clock.ts'
import type { EndpointId } from '../../trace/event.ts'
import type { ReplicatedLog } from './log.ts'
import type { AppendReject, AppendReply } from './messages.ts'

/**
 * What a leader knows of one follower's log.
 *
 * A follower that keeps up is streamed to: each entry goes out as soon as it is durable at the leader, on the assumption that all
 * before it arrived. When a message turns out to be missing, or the follower falls silent, it is probed: heartbeats look for where the
 * logs agree, then batches follow, one under way at a time, until what is left fits into one.
 *
 * Invariants: (1) matched <= next unless the follower lost its disk; (2) the follower's log agrees with the leader's up to `matched`, and is
 * durable up to there unless the settings let followers acknowledge what they have only received;
 * (3) while streaming, all before `next` was sent.
 */
export class Progress {
  readonly follower: EndpointId
  /** Offset of the entry to send next. */
  next: number
  matched = 0
  isStreaming: boolean
  /** When the leader sent the latest message that this follower has answered. */
  answeredAt: Micros
  /** When the last answer came. */
  heardAt: Micros
  private batchEnd = 0
  private batchSentAt: Micros = Number.NEGATIVE_INFINITY

  /** @param isStreaming whether it is certain that the logs agree before `next` */
  constructor(
    follower: EndpointId,
    next: number,
    now: Micros,
    answeredAt: Micros,
    isStreaming: boolean,
  ) {
    this.isStreaming = isStreaming
    this.follower = follower
    this.next = next
    this.heardAt = now
    this.answeredAt = answeredAt
  }

  /** Whether entries may go out: no probe is under way. */
  get maySend(): boolean {
    return this.isStreaming || this.batchEnd === 0
  }

  /** Entries from `next` on went out. */
  sent(count: number, now: Micros): void {
    if (this.isStreaming) this.next += count
    else {
      this.batchEnd = this.next + count
      this.batchSentAt = now
    }
  }

  /** The follower is taken for gone: nothing but heartbeats goes to it until it answers. */
  fellSilent(): void {
    this.isStreaming = false
    this.batchEnd = 0
  }

  /** @param streamFrom what is left from here on fits into one message */
  accepted(reply: AppendReply, now: Micros, streamFrom: number): void {
    this.heardAt = now
    if (reply.echo > this.answeredAt) this.answeredAt = reply.echo
    if (reply.matched > this.matched) this.matched = reply.matched
    if (this.isStreaming) return
    const isBatchLost = reply.received < this.batchEnd && reply.echo > this.batchSentAt
    if (reply.received < this.batchEnd && !isBatchLost) return
    this.next = Math.max(reply.received, this.matched)
    this.batchEnd = 0
    this.isStreaming = this.next >= streamFrom
  }

  /**
   * Goes back to where the logs may agree; does nothing when a later message has been answered or sent as a probe.
   * @param end how much of the log may be sent
   */
  rejected(reply: AppendReject, now: Micros, log: ReplicatedLog, end: number): void {
    this.heardAt = now
    if (reply.echo < this.answeredAt || reply.echo < this.batchSentAt) return
    this.answeredAt = reply.echo
    this.isStreaming = false
    this.batchEnd = 0
    this.next = log.lengthUpToTerm(Math.min(reply.hint, end), reply.hintTerm)
    this.matched = Math.min(this.matched, this.next)
  }
}

/** The k-th largest matched length; Infinity for k = 0. */
export function matchedByAtLeast(count: number, followers: readonly Progress[]): number {
  if (count === 0) return Number.POSITIVE_INFINITY
  let best = 0
  for (let index = 0; index < followers.length; index++) {
    const { matched } = followers[index]
    if (matched <= best) continue
    let supporters = 0
    for (let other = 0; other < followers.length; other++) {
      if (followers[other].matched >= matched) supporters++
    }
    if (supporters >= count) best = matched
  }
  return best
}

/** The shortest matched length of the first `count` followers that are streamed to; 0 where there are fewer, Infinity for a count of 0. */
export function matchedByFirst(count: number, followers: readonly Progress[]): number {
  let left = count
  let least = Number.POSITIVE_INFINITY
  for (let index = 0; index < followers.length && left > 0; index++) {
    const { isStreaming, matched } = followers[index]
    if (!isStreaming) continue
    left--
    if (matched < least) least = matched
  }
  return left > 0 ? 0 : least
}

/** The latest time such that `count` followers have answered a message sent then or later; Infinity for a count of 0. */
export function answeredByAtLeast(count: number, followers: readonly Progress[]): Micros {
  if (count === 0) return Number.POSITIVE_INFINITY
  const times = followers.map(({ answeredAt }) => answeredAt).sort((a, b) => b - a)
  return times[count - 1]
}

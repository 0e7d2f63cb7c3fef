import type { Micros } from '../../core/clock.ts'
import { answeredByAtLeast, type Progress } from './progress.ts'
import { majorityOf, type SingleLeaderSettings } from './settings.ts'

/**
 * A leader's right to serve: who could make another leader has promised not to before `until`.
 *
 * The promise counts from when the leader sent the message that was answered, the one who gave it counts from when it arrived, which is later:
 * so the leader has stopped before another can start, as long as clocks run equally fast.
 */
export interface Lease {
  /** Infinity where nobody fences. */
  until(): Micros
  /** The controller has answered a message sent at this time. */
  granted(sentAt: Micros): void
}

/** @param grantedAt when the lease of a leader that begins counts from; -Infinity when it has none yet */
export function createLease(
  { fencing, failover, replicas }: SingleLeaderSettings,
  followers: readonly Progress[],
  grantedAt: Micros,
): Lease {
  if (fencing && failover.kind === 'vote') {
    const others = majorityOf(replicas) - 1
    const length = failover.electionTimeout.from
    return { until: () => answeredByAtLeast(others, followers) + length, granted: () => {} }
  }
  if (fencing && failover.kind === 'most-up-to-date') {
    return new ControllersLease(grantedAt, failover.detectAfterMicros)
  }
  return { until: () => Number.POSITIVE_INFINITY, granted: () => {} }
}

class ControllersLease implements Lease {
  private grantedAt: Micros
  private readonly length: Micros

  constructor(grantedAt: Micros, length: Micros) {
    this.grantedAt = grantedAt
    this.length = length
  }

  until(): Micros {
    return this.grantedAt + this.length
  }

  granted(sentAt: Micros): void {
    this.grantedAt = Math.max(this.grantedAt, sentAt)
  }
}

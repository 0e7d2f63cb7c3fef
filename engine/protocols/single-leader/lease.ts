import type { Micros } from '../../core/clock.ts'
import { createDetector } from '../shared/failure-detector.ts'
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
  /** The controller has answered a message sent at this time, with a lease of this length. */
  granted(sentAt: Micros, length: Micros): void
}

/** @param grantedAt when the lease of a leader that begins counts from; -Infinity when it has none yet */
export function createLease(
  { fencing, failover, replicas, heartbeatMicros }: SingleLeaderSettings,
  followers: readonly Progress[],
  grantedAt: Micros,
): Lease {
  if (fencing && failover.kind === 'vote') {
    const others = majorityOf(replicas) - 1
    const length = failover.electionTimeout.from
    return { until: () => answeredByAtLeast(others, followers) + length, granted: () => {} }
  }
  if (fencing && failover.kind === 'most-up-to-date') {
    const { patience } = createDetector(failover.detector, heartbeatMicros, 0)
    return new ControllersLease(grantedAt + patience)
  }
  return { until: () => Number.POSITIVE_INFINITY, granted: () => {} }
}

class ControllersLease implements Lease {
  private end: Micros

  constructor(end: Micros) {
    this.end = end
  }

  until(): Micros {
    return this.end
  }

  granted(sentAt: Micros, length: Micros): void {
    this.end = Math.max(this.end, sentAt + length)
  }
}

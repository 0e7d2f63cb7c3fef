import { NO_OPERATION, type OperationId } from '../event.ts'
import { type History, Outcome } from '../history.ts'

/**
 * Which operation was certainly over before another began.
 *
 * An operation precedes another when it ended ok and returned before the other was invoked. Within one microsecond the two count as concurrent, unless the
 * other is the next one of the same session: a client that does not pause goes on in the microsecond of the answer.
 */
export class RealTimeOrder {
  /** The session's operation before each one, and after it; -1 for none. */
  readonly previous: Int32Array
  readonly next: Int32Array
  private readonly history: History

  constructor(history: History) {
    const { length, session } = history
    this.history = history
    this.previous = new Int32Array(length).fill(NO_OPERATION)
    this.next = new Int32Array(length).fill(NO_OPERATION)
    const last = new Map<number, OperationId>()
    for (let id = 0; id < length; id++) {
      const before = last.get(session[id])
      if (before !== undefined) {
        this.previous[id] = before
        this.next[before] = id
      }
      last.set(session[id], id)
    }
  }

  precedes(one: OperationId, other: OperationId): boolean {
    const { outcome, returned, invoked } = this.history
    if (outcome[one] !== Outcome.ok) return false
    if (returned[one] < invoked[other]) return true
    return returned[one] === invoked[other] && this.previous[other] === one
  }
}

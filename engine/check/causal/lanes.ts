import { assert } from '../../core/assert.ts'
import type { OperationId } from '../../trace/event.ts'
import { NEVER_RETURNED } from '../observed-history.ts'
import { Effect, type RegisterHistory, Source } from '../register-history.ts'

export const NO_LANE = -1

/**
 * The operations that have a part in what came before what, each in a lane.
 *
 * 1. The operations of a lane are of one session, and each returned before the next was called. A client that waits for its answers has one lane; one that has
 *    several operations under way at once has as many.
 * 2. A write that never returned comes before nothing in its session. It has a lane of its own when somebody saw it, and none otherwise: nothing follows from it.
 * 3. A write that was said to have failed and was seen all the same counts as one that never returned.
 */
export class Lanes {
  readonly count: number
  /** By operation; `NO_LANE` for those that say nothing. */
  readonly lane: Int32Array
  /** By operation: how many come before it in its lane. */
  readonly place: Int32Array
  /** By operation: its session, numbered from 0 without gaps. */
  readonly session: Int32Array
  /** By session: its lanes. */
  readonly ofSession: readonly (readonly number[])[]
  /** How many writes have lanes. */
  readonly writes: number
  private readonly history: RegisterHistory
  private readonly starts: Int32Array
  private readonly operations: Int32Array

  constructor(history: RegisterHistory) {
    const { length } = history
    this.history = history
    this.lane = new Int32Array(length).fill(NO_LANE)
    this.place = new Int32Array(length)
    this.session = numberSessions(history)
    const { lengths, ofSession } = this.assign(seenOf(history))
    this.ofSession = ofSession
    this.count = lengths.length
    this.starts = startsOf(lengths)
    this.operations = new Int32Array(this.starts[this.count])
    let writes = 0
    for (let id = 0; id < length; id++) {
      if (this.lane[id] === NO_LANE) continue
      this.operations[this.starts[this.lane[id]] + this.place[id]] = id
      if (this.isWrite(id)) writes++
    }
    this.writes = writes
  }

  lengthOf(lane: number): number {
    return this.starts[lane + 1] - this.starts[lane]
  }

  /** Visits all that have lanes, lane by lane. */
  each(visit: (id: OperationId) => void): void {
    for (let at = 0; at < this.operations.length; at++) visit(this.operations[at])
  }

  operation(lane: number, place: number): OperationId {
    assert(place >= 0 && place < this.lengthOf(lane), 'a lane has an operation at this place')
    return this.operations[this.starts[lane] + place]
  }

  /** What is not said to be done has a lane only when it was seen: it was a write all the same. */
  isWrite(id: OperationId): boolean {
    return this.lane[id] !== NO_LANE && this.history.effect[id] !== Effect.read
  }

  /** Whether an operation was over at some time, so that others of its session may come after it. */
  isOver(id: OperationId): boolean {
    return this.history.effect[id] !== Effect.none && this.history.return[id] !== NEVER_RETURNED
  }

  /** How many operations of a lane of its own session an operation comes after. */
  before(id: OperationId, lane: number): number {
    return this.lane[id] === lane
      ? this.place[id]
      : this.returnedBefore(lane, this.history.call[id])
  }

  private returnedBefore(lane: number, position: number): number {
    let low = this.starts[lane]
    let high = this.starts[lane + 1]
    while (low < high) {
      const middle = (low + high) >> 1
      const id = this.operations[middle]
      if (this.isOver(id) && this.history.return[id] < position) low = middle + 1
      else high = middle
    }
    return low - this.starts[lane]
  }

  private assign(isSeen: Uint8Array): { lengths: number[]; ofSession: number[][] } {
    const { length, call, return: end } = this.history
    const lengths: number[] = []
    const lastReturn: number[] = []
    const ofSession: number[][] = []
    for (let id = 0; id < length; id++) {
      const isStray = !this.isOver(id)
      if (isStray && isSeen[id] === 0) continue
      ofSession[this.session[id]] ??= []
      const own = ofSession[this.session[id]]
      let lane = isStray ? undefined : own.find((one) => lastReturn[one] < call[id])
      if (lane === undefined) {
        lane = lengths.push(0) - 1
        own.push(lane)
      }
      this.lane[id] = lane
      this.place[id] = lengths[lane]++
      lastReturn[lane] = isStray ? NEVER_RETURNED : end[id]
    }
    return { lengths, ofSession }
  }
}

function numberSessions({ process, length }: RegisterHistory): Int32Array {
  const numbers = new Map<number, number>()
  const session = new Int32Array(length)
  for (let id = 0; id < length; id++) {
    let number = numbers.get(process[id])
    if (number === undefined) {
      number = numbers.size
      numbers.set(process[id], number)
    }
    session[id] = number
  }
  return session
}

/** The writes that some read returned. */
function seenOf(history: RegisterHistory): Uint8Array {
  const { length, effect, source } = history
  const isSeen = new Uint8Array(length)
  for (let id = 0; id < length; id++) {
    if (effect[id] !== Effect.read) continue
    if (source[id] >= 0) isSeen[source[id]] = 1
    else for (const one of seenBy(history, id)) isSeen[one] = 1
  }
  return isSeen
}

const NOTHING: readonly OperationId[] = []

/** The writes that a read returned, none for the initial value and for one that nobody wrote. Writes see nothing: what an update was based on, a read of its session returned. */
export function seenBy(history: RegisterHistory, id: OperationId): readonly OperationId[] {
  if (history.effect[id] !== Effect.read) return NOTHING
  const source = history.source[id]
  if (source >= 0) return [source]
  return source === Source.several ? history.sources(id) : NOTHING
}

function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1)
  for (let at = 0; at < lengths.length; at++) starts[at + 1] = starts[at] + lengths[at]
  return starts
}

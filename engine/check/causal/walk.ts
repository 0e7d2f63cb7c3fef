import type { OperationId } from '../../trace/event.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import { eventsInOrder, isReturn, operationOf } from './events.ts'
import { type Lanes, seenBy } from './lanes.ts'
import type { Clock, Pasts } from './pasts.ts'

/**
 * Told of each read that ended ok, when all that it saw is known.
 * @param causal what comes causally before the read
 * @param heard what its session had heard of: of every write that it had read before, what came before that write in the session that wrote it
 */
export type ReadVisitor = (read: OperationId, causal: Clock, heard: Clock) => void

/**
 * Goes through a history so that each operation comes after all that precedes it causally, and fills in the pasts of its writes.
 *
 * As a rule this is the order of events. A read may also name a write that was called only after it had returned; its session waits for that write then. What
 * still waits at the end is part of a circle of causes, or follows from one.
 */
export class CausalWalk {
  private readonly history: RegisterHistory
  private readonly lanes: Lanes
  private readonly pasts: Pasts
  private readonly visit: ReadVisitor | undefined
  /** By session: what precedes the operations that it will call. */
  private readonly causal: readonly Clock[]
  private readonly heard: readonly Clock[]
  /** By lane: the same at the call of the read that is under way there. */
  private readonly causalOfRead: readonly Clock[]
  private readonly heardOfRead: readonly Clock[]
  /** By write: whether it was called, so that its past is known. */
  private readonly isCalled: Uint8Array
  /** By session: the events that wait, the first of them the return of a read of a write that was not called. */
  private readonly waiting: (number[] | undefined)[]
  /** By write: the sessions that wait for it. */
  private readonly waiters = new Map<OperationId, number[]>()
  /** Sessions that waited for what has been called now. */
  private readonly woken: number[] = []

  constructor(history: RegisterHistory, pasts: Pasts, visit?: ReadVisitor) {
    const { lanes } = pasts
    const clock = () => new Int32Array(lanes.count)
    const clocks = (count: number) => Array.from({ length: count }, clock)
    this.history = history
    this.lanes = lanes
    this.pasts = pasts
    this.visit = visit
    this.causal = clocks(lanes.ofSession.length)
    this.heard = clocks(lanes.ofSession.length)
    this.causalOfRead = clocks(lanes.count)
    this.heardOfRead = clocks(lanes.count)
    this.isCalled = new Uint8Array(history.length)
    this.waiting = lanes.ofSession.map(() => undefined)
  }

  /** Goes through all; gives the operations of a circle of causes, in order, where there is one. */
  run(): readonly OperationId[] | undefined {
    const events = eventsInOrder(this.history, this.lanes)
    for (let at = 0; at < events.length; at++) this.take(events[at])
    return this.findCircle()
  }

  private take(event: number): void {
    const session = this.lanes.session[operationOf(event)]
    const waiting = this.waiting[session]
    if (waiting !== undefined) waiting.push(event)
    else if (!this.handle(event)) this.waiting[session] = [event]
    while (this.woken.length > 0) this.goOn(this.woken.pop()!)
  }

  /** False where the event has to wait. */
  private handle(event: number): boolean {
    const id = operationOf(event)
    const isRead = this.history.effect[id] === Effect.read
    if (isReturn(event)) return isRead ? this.returnRead(id) : this.returnWrite(id)
    if (isRead) this.callRead(id)
    else this.callWrite(id)
    return true
  }

  private callRead(id: OperationId): void {
    const { lane, session } = this.lanes
    this.causalOfRead[lane[id]].set(this.causal[session[id]])
    this.heardOfRead[lane[id]].set(this.heard[session[id]])
  }

  private callWrite(id: OperationId): void {
    this.pasts.set(id, this.causal[this.lanes.session[id]])
    this.isCalled[id] = 1
    const waiters = this.waiters.get(id)
    if (waiters === undefined) return
    this.waiters.delete(id)
    this.woken.push(...waiters)
  }

  private returnWrite(id: OperationId): boolean {
    this.pasts.joinInto(this.causal[this.lanes.session[id]], id)
    return true
  }

  private returnRead(id: OperationId): boolean {
    const { history, lanes, pasts } = this
    const missing = this.firstMissing(id)
    if (missing !== undefined) {
      this.wait(missing, lanes.session[id])
      return false
    }
    const lane = lanes.lane[id]
    const clock = this.causalOfRead[lane]
    const source = history.source[id]
    if (source >= 0) pasts.joinInto(clock, source)
    else for (const one of seenBy(history, id)) pasts.joinInto(clock, one)
    this.visit?.(id, clock, this.heardOfRead[lane])
    const causal = this.causal[lanes.session[id]]
    join(causal, clock)
    causal[lane] = lanes.place[id] + 1
    this.hear(id)
    return true
  }

  private firstMissing(read: OperationId): OperationId | undefined {
    const source = this.history.source[read]
    if (source >= 0) return this.isCalled[source] === 1 ? undefined : source
    return seenBy(this.history, read).find((one) => this.isCalled[one] === 0)
  }

  private wait(write: OperationId, session: number): void {
    const waiters = this.waiters.get(write)
    if (waiters === undefined) this.waiters.set(write, [session])
    else waiters.push(session)
  }

  /** Handles what waits in a session as far as it goes. */
  private goOn(session: number): void {
    const waiting = this.waiting[session]
    if (waiting === undefined) return
    let done = 0
    while (done < waiting.length && this.handle(waiting[done])) done++
    this.waiting[session] = done < waiting.length ? waiting.slice(done) : undefined
  }

  /** Of the writes that a read returned, what came before each in its session. */
  private hear(read: OperationId): void {
    const source = this.history.source[read]
    const heard = this.heard[this.lanes.session[read]]
    if (source >= 0) this.hearOf(heard, source)
    else for (const one of seenBy(this.history, read)) this.hearOf(heard, one)
  }

  private hearOf(heard: Clock, write: OperationId): void {
    const { lanes } = this
    for (const lane of lanes.ofSession[lanes.session[write]]) {
      const before = lanes.before(write, lane)
      if (before > heard[lane]) heard[lane] = before
    }
  }

  private findCircle(): readonly OperationId[] | undefined {
    const first = this.waiting.find((events) => events !== undefined)
    if (first === undefined) return undefined
    let read = operationOf(first[0])
    const path: OperationId[] = []
    while (!path.includes(read)) {
      const write = this.firstMissing(read)!
      path.push(read, write)
      read = operationOf(this.waiting[this.lanes.session[write]]![0])
    }
    return path.slice(path.indexOf(read)).reverse()
  }
}

function join(clock: Clock, other: Clock): void {
  for (let at = 0; at < clock.length; at++) if (other[at] > clock[at]) clock[at] = other[at]
}

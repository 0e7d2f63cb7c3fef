import type { OperationId } from '../../trace/event.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import { eventsInOrder, isReturn, operationOf } from './events.ts'
import { type Lanes, sourcesOf } from './lanes.ts'
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
  /** By operation: whether its past is complete. */
  private readonly isReady: Uint8Array
  /** By session: the events that wait, the first of them for an operation that is not ready. */
  private readonly waiting: (number[] | undefined)[]
  /** By write: the operations that wait for it. */
  private readonly waiters = new Map<OperationId, OperationId[]>()
  /** What waited for a write that is ready now. */
  private readonly woken: OperationId[] = []

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
    this.isReady = new Uint8Array(history.length)
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
    for (let id = this.woken.pop(); id !== undefined; id = this.woken.pop()) this.lookAgain(id)
  }

  /** False where the event has to wait. */
  private handle(event: number): boolean {
    const id = operationOf(event)
    if (isReturn(event)) return this.return(id)
    this.call(id)
    return true
  }

  private call(id: OperationId): void {
    const session = this.lanes.session[id]
    if (this.history.effect[id] === Effect.read) {
      const lane = this.lanes.lane[id]
      this.causalOfRead[lane].set(this.causal[session])
      this.heardOfRead[lane].set(this.heard[session])
      return
    }
    this.pasts.of(id).set(this.causal[session])
    this.tryReady(id)
  }

  private return(id: OperationId): boolean {
    const { lane, place, session } = this.lanes
    const isRead = this.history.effect[id] === Effect.read
    if (isRead) this.tryReady(id)
    if (this.isReady[id] === 0) return false
    const clock = this.causal[session[id]]
    if (isRead) {
      join(clock, this.causalOfRead[lane[id]])
      this.hear(id)
    } else this.pasts.joinInto(clock, id)
    clock[lane[id]] = place[id] + 1
    return true
  }

  /** Completes the past of an operation if the writes that it saw are complete; else it waits for the first that is not. */
  private tryReady(id: OperationId): void {
    const { history, pasts } = this
    const missing = this.firstMissing(id)
    if (missing !== undefined) {
      this.wait(missing, id)
      return
    }
    const isRead = history.effect[id] === Effect.read
    const clock = isRead ? this.causalOfRead[this.lanes.lane[id]] : pasts.of(id)
    const source = history.source[id]
    if (source >= 0) pasts.joinInto(clock, source)
    else for (const one of sourcesOf(history, id)) pasts.joinInto(clock, one)
    this.isReady[id] = 1
    if (isRead) this.visit?.(id, clock, this.heardOfRead[this.lanes.lane[id]])
    else this.wake(id)
  }

  private firstMissing(id: OperationId): OperationId | undefined {
    const source = this.history.source[id]
    if (source >= 0) return this.isReady[source] === 1 ? undefined : source
    return sourcesOf(this.history, id).find((one) => this.isReady[one] === 0)
  }

  private wait(write: OperationId, id: OperationId): void {
    const waiters = this.waiters.get(write)
    if (waiters === undefined) this.waiters.set(write, [id])
    else if (!waiters.includes(id)) waiters.push(id)
  }

  private wake(write: OperationId): void {
    const waiters = this.waiters.get(write)
    if (waiters === undefined) return
    this.waiters.delete(write)
    this.woken.push(...waiters)
  }

  private lookAgain(id: OperationId): void {
    // A read is looked at when its return is.
    if (this.history.effect[id] !== Effect.read) this.tryReady(id)
    this.goOn(this.lanes.session[id])
  }

  /** Handles what waits in a session as far as it goes. */
  private goOn(session: number): void {
    const waiting = this.waiting[session]
    if (waiting === undefined) return
    let done = 0
    while (done < waiting.length && this.handle(waiting[done])) done++
    waiting.splice(0, done)
    if (waiting.length === 0) this.waiting[session] = undefined
  }

  /** Of the writes that a read returned, what came before each in its session. */
  private hear(read: OperationId): void {
    const source = this.history.source[read]
    const heard = this.heard[this.lanes.session[read]]
    if (source >= 0) this.hearOf(heard, source)
    else for (const one of sourcesOf(this.history, read)) this.hearOf(heard, one)
  }

  private hearOf(heard: Clock, write: OperationId): void {
    const { lanes } = this
    for (const lane of lanes.ofSession[lanes.session[write]]) {
      const before = lanes.before(write, lane)
      if (before > heard[lane]) heard[lane] = before
    }
  }

  private findCircle(): readonly OperationId[] | undefined {
    const first = this.waiting.find((events) => events !== undefined)?.[0]
    const pending = [...this.waiters.values()][0]?.[0]
    let id = first === undefined ? pending : operationOf(first)
    if (id === undefined) return undefined
    const path: OperationId[] = []
    while (!path.includes(id)) {
      path.push(id)
      id = this.waitsFor(id)
    }
    return path.slice(path.indexOf(id)).reverse()
  }

  /** What an operation that is not ready waits for: a write that it saw, or what its session waits for. */
  private waitsFor(id: OperationId): OperationId {
    const missing = this.firstMissing(id)
    const waiting = this.waiting[this.lanes.session[id]]
    const isCalled = waiting?.includes(2 * id) !== true
    return isCalled && missing !== undefined ? missing : operationOf(waiting![0])
  }
}

function join(clock: Clock, other: Clock): void {
  for (let at = 0; at < clock.length; at++) if (other[at] > clock[at]) clock[at] = other[at]
}

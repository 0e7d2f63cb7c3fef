import { assert } from '../core/assert.ts'
import type { Clock, Micros } from '../core/clock.ts'
import { Fifo } from '../core/fifo.ts'
import { type EventHandle, type EventQueue, Priority } from '../core/queue.ts'
import type { Random } from '../core/random.ts'
import type { AnyMessage, Message } from '../network/message.ts'
import type { Network } from '../network/network.ts'
import {
  CrashKind,
  DropReason,
  type EndpointId,
  EventKind,
  type EventSink,
  NO_ENDPOINT,
  NO_KEY,
  NO_OPERATION,
} from '../trace/event.ts'
import { type Condition, SOUND, slowed } from './condition.ts'
import type { NodeContext, NodeTrace } from './context.ts'
import { Disk } from './disk.ts'
import { NodeClock } from './node-clock.ts'
import { SinkTrace } from './trace.ts'

/** What runs on a machine: made anew at each start, over the disk that the last one left. */
export interface Process {
  start(): void
  /** Of the kinds that clients and its own model send. */
  receive(from: EndpointId, message: Message): void
}

export type MachineStatus = 'up' | 'down' | 'paused'

interface MachineParts {
  readonly id: EndpointId
  readonly replicas: readonly EndpointId[]
  readonly controller: EndpointId | undefined
  readonly clock: Clock
  readonly queue: EventQueue
  readonly network: Network
  readonly sink: EventSink
  readonly random: Random
  /** The kind of queue event that the run's loop hands back to `fire`. */
  readonly timerKind: number
  readonly syncMicros: Micros
  /** How long the machine works on a message from this endpoint: one at a time, in order of arrival. Absent where it takes no time. */
  readonly serviceMicros?: (from: EndpointId) => Micros
}

/** What came while a machine was paused. */
interface Held {
  /** The machine resumes. */
  happen(): void
  /** It crashes before that. */
  drop(): void
}

/**
 * A computer of the cluster: runs one process, keeps its disk, and can crash, restart, pause and resume.
 *
 * Invariants: (1) a process receives nothing after its crash: its timers and disk callbacks carry the life in which they were made; (2) what reaches
 * a paused machine waits, in order of arrival, and is dropped if that crashes before it resumes; (3) what reaches a machine that is down is dropped; (4) messages are handled one at a time, in order of
 * arrival, each after its service time.
 */
export class Machine implements NodeContext {
  readonly id: EndpointId
  readonly replicas: readonly EndpointId[]
  readonly controller: EndpointId | undefined
  readonly random: Random
  readonly disk: Disk
  readonly trace: NodeTrace
  private currentStatus: MachineStatus = 'down'
  private readonly parts: MachineParts
  private readonly network: Network
  private readonly sink: EventSink
  private readonly createProcess: (context: NodeContext) => Process
  private process: Process | undefined
  private life = 0
  private held: Held[] = []
  /** Timers that fell due during a pause: they can be cancelled until they are called. */
  private readonly heldTimers = new Set<EventHandle>()
  private readonly ownClock: NodeClock
  private condition: Condition = SOUND
  private isSlow = false
  /** Whether messages take no time to handle, as things stand. */
  private isInstant: boolean
  /** Whether a message that arrives now is handled now: it is up, and they take no time. */
  private isReady = false
  /** What has arrived and waits for its turn. */
  private readonly inbox = new Fifo<{ readonly from: EndpointId; readonly message: AnyMessage }>()
  private isWorking = false

  constructor(parts: MachineParts, createProcess: (context: NodeContext) => Process) {
    this.parts = parts
    this.network = parts.network
    this.sink = parts.sink
    this.id = parts.id
    this.replicas = parts.replicas
    this.controller = parts.controller
    this.random = parts.random
    this.createProcess = createProcess
    this.trace = new SinkTrace(parts.sink, parts.id)
    this.ownClock = new NodeClock(parts.clock)
    this.isInstant = parts.serviceMicros === undefined
    this.disk = new Disk({
      syncMicros: parts.syncMicros,
      after: (delay, callback) => this.schedule(delay, callback),
      send: (to, message) => this.send(to, message),
      onDurable: (changes, logLength) => this.note(EventKind.sync, logLength, changes),
    })
  }

  get status(): MachineStatus {
    return this.currentStatus
  }

  /** The process, when one runs. */
  get running(): Process | undefined {
    return this.process
  }

  // What the machine does for its process.

  get isFirstStart(): boolean {
    return this.life === 1
  }

  clock(): Micros {
    return this.ownClock.wall()
  }

  monotonicClock(): Micros {
    return this.ownClock.monotonic()
  }

  send(to: EndpointId, message: AnyMessage): void {
    this.network.send(this.id, to, message)
  }

  after(delay: Micros, callback: () => void): EventHandle {
    assert(
      delay >= 0 && Number.isInteger(delay),
      'a delay is a whole number of microseconds, 0 or more',
    )
    return this.schedule(this.ownClock.trueDelay(delay), callback)
  }

  private schedule(delay: Micros, callback: () => void): EventHandle {
    const { clock, queue, timerKind } = this.parts
    const due = clock.now + delay
    const { id, life } = this
    const slot = queue.push(due, Priority.normal, timerKind, id, NO_ENDPOINT, life, callback, 0)
    return queue.handleOf(slot)
  }

  cancel(timer: EventHandle): void {
    if (!this.parts.queue.cancel(timer)) this.heldTimers.delete(timer)
  }

  // What the run's loop does to the machine.

  /** @param kind code of the message's kind */
  deliver(from: EndpointId, message: AnyMessage, kind: number, number: number): void {
    if (this.isReady === true) {
      this.sink.record(EventKind.deliver, this.id, from, message.operation, kind, number, 0)
      this.handle(from, message)
    } else this.deliverOtherwise(from, message, kind, number)
  }

  private deliverOtherwise(
    from: EndpointId,
    message: AnyMessage,
    kind: number,
    number: number,
  ): void {
    if (this.status === 'up') this.accept(from, message, kind, number)
    else if (this.status === 'paused') {
      this.held.push({
        happen: () => this.accept(from, message, kind, number),
        drop: () => this.dropAtClosedDoor(from, message, kind, number),
      })
    } else this.dropAtClosedDoor(from, message, kind, number)
  }

  /** @param life the one in which the callback was given */
  fire(callback: () => void, life: number): void {
    if (life !== this.life) return
    if (this.status === 'paused') this.hold(this.parts.queue.handle, callback)
    else callback()
  }

  private hold(handle: EventHandle, callback: () => void): void {
    this.heldTimers.add(handle)
    this.held.push({
      happen: () => {
        if (this.heldTimers.delete(handle)) callback()
      },
      drop: () => undefined,
    })
  }

  /** First start, or restart after a crash. Nothing happens to a machine that is up. */
  start(): void {
    if (this.status !== 'down') return
    const isRestart = this.life > 0
    this.life++
    this.become('up')
    if (isRestart) this.note(EventKind.restart)
    this.process = this.createProcess(this)
    this.process.start()
  }

  crash(kind: CrashKind): void {
    if (this.status === 'down') return
    this.become('down')
    this.life++
    const { held } = this
    this.held = []
    this.heldTimers.clear()
    this.inbox.clear()
    this.isWorking = false
    this.process = undefined
    const lost = kind === CrashKind.losesUnsynced ? this.disk.unsynced : 0
    this.note(EventKind.crash, kind, lost)
    for (const { drop } of held) drop()
    this.disk.crash(kind)
  }

  pause(): void {
    if (this.status !== 'up') return
    this.become('paused')
    this.note(EventKind.pause)
  }

  /** What arrived or fell due during the pause happens now, in that order. */
  resume(): void {
    if (this.status !== 'paused') return
    this.become('up')
    this.note(EventKind.resume)
    const held = this.held
    this.held = []
    for (const { happen } of held) happen()
  }

  /** From now on this is wrong with it. */
  suffer(condition: Condition): void {
    this.condition = condition
    this.isSlow = condition.processor !== SOUND.processor
    this.isInstant = !this.isSlow && this.parts.serviceMicros === undefined
    this.become(this.status)
    this.ownClock.setSkew(condition.skewMicros)
    this.ownClock.setRate(condition.clockRate)
    this.disk.suffer(condition)
  }

  /** Puts the node's wall clock forward, or back. */
  jumpClock(by: Micros): void {
    this.ownClock.jump(by)
  }

  private become(status: MachineStatus): void {
    this.currentStatus = status
    this.isReady = status === 'up' && this.isInstant && !this.isWorking
  }

  private accept(from: EndpointId, message: AnyMessage, kind: number, number: number): void {
    this.sink.record(EventKind.deliver, this.id, from, message.operation, kind, number, 0)
    if (this.isWorking) this.inbox.push({ from, message })
    else this.work(from, message)
  }

  /** How long it takes is known when the work begins: what waited while the machine was slow goes fast once it is not. */
  private work(from: EndpointId, message: AnyMessage): void {
    const usual = this.parts.serviceMicros?.(from) ?? 0
    const service = this.isSlow ? slowed(usual, this.condition.processor) : usual
    if (service === 0) {
      this.handle(from, message)
      return
    }
    this.isWorking = true
    this.schedule(service, () => {
      this.handle(from, message)
      this.goOn()
    })
  }

  private goOn(): void {
    this.isWorking = false
    while (!this.isWorking && this.inbox.length > 0) {
      const { from, message } = this.inbox.shift()
      this.work(from, message)
    }
    this.become(this.status)
  }

  private handle(from: EndpointId, message: AnyMessage): void {
    assert(this.process !== undefined, 'a machine that is up runs a process')
    this.process.receive(from, message as Message)
  }

  private dropAtClosedDoor(
    from: EndpointId,
    message: AnyMessage,
    kind: number,
    number: number,
  ): void {
    const { sink } = this.parts
    const reason = DropReason.receiverDown
    sink.record(EventKind.drop, this.id, from, message.operation, kind, number, reason)
  }

  private note(kind: EventKind, a = 0, b = 0): void {
    this.parts.sink.record(kind, this.id, NO_ENDPOINT, NO_OPERATION, NO_KEY, a, b)
  }
}

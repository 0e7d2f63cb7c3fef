import type { Clock, Micros } from '../core/clock.ts'
import { type EventQueue, Priority } from '../core/queue.ts'
import type { Random } from '../core/random.ts'
import type { AnyMessage } from '../network/message.ts'
import type { Network } from '../network/network.ts'
import { Deadlines, type Waiting } from '../node/deadlines.ts'
import {
  type ClientReply,
  type ClientRequest,
  type ReadLevel,
  readRequest,
  type WriteLevel,
  writeRequest,
} from '../protocols/client.ts'
import type { Router } from '../protocols/model.ts'
import {
  type EndpointId,
  EventKind,
  type EventSink,
  type KeyId,
  NO_ENDPOINT,
  NO_KEY,
  NO_OPERATION,
  type OperationId,
} from '../trace/event.ts'
import { Action, type History, Outcome } from '../trace/history.ts'
import { Flights } from './flights.ts'

/** What one operation came to. */
export interface OperationResult {
  readonly id: OperationId
  readonly outcome: Outcome
  readonly reply: ClientReply | undefined
}

export interface OperationRequest {
  readonly action: Action
  readonly key: KeyId
  /** What to write; the operation's own number where absent. */
  readonly value?: unknown
  /** The read that a write builds on: a read-modify-write. */
  readonly basedOn?: OperationResult
  /** Asks this replica, whatever the router would choose. */
  readonly replica?: EndpointId
  /** Of this operation alone, where the model has levels. */
  readonly level?: ReadLevel | WriteLevel
}

interface ClientParts {
  readonly id: EndpointId
  readonly session: number
  readonly clock: Clock
  readonly queue: EventQueue
  readonly network: Network
  readonly sink: EventSink
  readonly history: History
  readonly random: Random
  readonly router: Router
  /** The kind of queue event that the run's loop hands back to `fire`. */
  readonly timerKind: number
  readonly timeoutMicros: Micros
  readonly retries: number
  readonly valueBytes: number
}

/** One operation under way; when that is over, the same object serves another one. */
interface Flight extends Waiting {
  id: OperationId
  action: Action
  key: KeyId
  /** To be written; undefined for the operation's number. */
  value: unknown
  /** The answer to the read that a write builds on. */
  base: ClientReply | undefined
  /** The only replica to be asked; undefined where the router chooses. */
  only: EndpointId | undefined
  level: ReadLevel | WriteLevel | undefined
  done: (result: OperationResult) => void
  attempt: number
  replica: EndpointId
  /** Whether some attempt may have taken effect without an answer. */
  maybeDone: boolean
  /** Whether a request is on its way that nobody has refused. */
  isAsked: boolean
  /** Redirects that it has followed without a pause. */
  redirects: number
  /** Of the table of flights, or of those that are over. */
  next: Flight | undefined
}

const createFlight = (): Flight => ({
  id: NO_OPERATION,
  action: Action.read,
  key: NO_KEY,
  value: undefined,
  base: undefined,
  only: undefined,
  level: undefined,
  done: () => {},
  attempt: 0,
  replica: NO_ENDPOINT,
  maybeDone: false,
  isAsked: false,
  redirects: 0,
  next: undefined,
  since: 0,
  before: undefined,
  after: undefined,
  waits: false,
})

/** How long a client waits before it asks again after a refusal: it knows that nothing was done. */
const REFUSAL_PAUSE_MICROS: Micros = 5_000

/** Redirects that a client follows one after the other before it pauses: replicas that name each other would send it round without end. */
const MAXIMUM_REDIRECTS = 3

/**
 * A client of the system under test and its driver: sends requests, follows redirects, gives up after a timeout, retries as
 * often as it may, and writes the history.
 *
 * Invariants: (1) every operation returns exactly once; (2) `fail` is said only when no attempt can have taken effect; a read has no effect, so
 * one without an answer fails; (3) an answer to an operation that has returned is ignored.
 */
export class Client {
  readonly id: EndpointId
  readonly session: number
  private readonly parts: ClientParts
  // What every operation asks for, without the way round by `parts`.
  private readonly clock: Clock
  private readonly network: Network
  private readonly sink: EventSink
  private readonly history: History
  private readonly router: Router
  private readonly flights = new Flights<Flight>()
  /** Those that are over, chained, to serve again: made anew each time they were a quarter of all that a run allocates. */
  private spare: Flight | undefined
  /** What the session knows of each key, where the model gives contexts. */
  private readonly contexts = new Map<KeyId, unknown>()
  private readonly deadlines: Deadlines<Flight>

  constructor(parts: ClientParts) {
    this.id = parts.id
    this.session = parts.session
    this.parts = parts
    this.clock = parts.clock
    this.network = parts.network
    this.sink = parts.sink
    this.history = parts.history
    this.router = parts.router
    this.deadlines = new Deadlines<Flight>(this, {
      delay: parts.timeoutMicros,
      expire: (flight) => this.giveUpAttempt(flight),
    })
  }

  /** Operations that have not returned. */
  get open(): number {
    return this.flights.size
  }

  perform(request: OperationRequest, done: (result: OperationResult) => void): OperationId {
    const { history, clock, sink } = this
    const { action, key, value, basedOn } = request
    const id = history.invoke(this.session, action, key, clock.now, value)
    if (basedOn?.reply !== undefined) history.setSources(id, sourcesOf(basedOn.reply))
    const flight = this.takeOff(id, request, done)
    this.flights.add(flight)
    sink.record(EventKind.invoke, this.id, NO_ENDPOINT, id, key, action, 0)
    this.startAttempt(flight)
    return id
  }

  /** @param kind code of the message's kind */
  deliver(from: EndpointId, message: AnyMessage, kind: number, number: number): void {
    this.sink.record(EventKind.deliver, this.id, from, message.operation, kind, number, 0)
    const reply = message as ClientReply
    this.router.learn(from, reply)
    const flight = this.flights.get(reply.operation)
    if (flight === undefined) return
    if (reply.context !== undefined) this.contexts.set(flight.key, reply.context)
    this.answer(flight, from, reply)
  }

  /** Runs a callback that was scheduled with `after`. */
  fire(callback: () => void): void {
    callback()
  }

  monotonicClock(): Micros {
    return this.clock.now
  }

  after(delay: Micros, callback: () => void): void {
    const { clock, queue, timerKind } = this.parts
    queue.push(clock.now + delay, Priority.normal, timerKind, this.id, -1, 0, callback, 0)
  }

  private takeOff(
    id: OperationId,
    { action, key, value, basedOn, replica, level }: OperationRequest,
    done: (result: OperationResult) => void,
  ): Flight {
    const flight = this.spare ?? createFlight()
    this.spare = flight.next
    flight.id = id
    flight.action = action
    flight.key = key
    flight.value = value
    flight.base = basedOn?.reply
    flight.only = replica
    flight.level = level
    flight.done = done
    flight.attempt = 0
    flight.maybeDone = false
    flight.redirects = 0
    return flight
  }

  private land(flight: Flight): void {
    this.flights.delete(flight)
    flight.next = this.spare
    this.spare = flight
  }

  private startAttempt(flight: Flight): void {
    this.deadlines.add(flight)
    this.ask(flight)
  }

  private ask(flight: Flight): void {
    const { action, key, only, level } = flight
    flight.isAsked = true
    flight.replica = only ?? this.router.choose(action, key, flight.attempt, level)
    const copies = this.network.send(this.id, flight.replica, this.toMessage(flight))
    // Where one copy is refused the other may yet be done.
    if (copies > 1 && action === Action.write) flight.maybeDone = true
  }

  private toMessage(flight: Flight): ClientRequest {
    const { id, key, action, value = id, base, level } = flight
    if (action === Action.read) return readRequest(id, key, level as ReadLevel | undefined)
    const { valueBytes } = this.parts
    const isBased = base !== undefined
    const context = base?.context ?? this.knownOf(key)
    return writeRequest(
      id,
      key,
      value,
      valueBytes,
      context,
      isBased,
      level as WriteLevel | undefined,
    )
  }

  /** Nothing in most models. */
  private knownOf(key: KeyId): unknown {
    return this.contexts.size === 0 ? undefined : this.contexts.get(key)
  }

  private answer(flight: Flight, from: EndpointId, reply: ClientReply): void {
    switch (reply.status) {
      case 'ok':
        this.finish(flight, Outcome.ok, from, reply)
        break
      case 'uncertain':
        flight.maybeDone = true
        if (isOfThisAsking(flight, from)) this.retryOrFinish(flight, from, reply)
        break
      case 'redirect':
      case 'refused':
        if (isOfThisAsking(flight, from)) this.askAgain(flight, from, reply)
        break
    }
  }

  /** After a refusal there is time for other tries until the attempt's deadline, unless one replica alone was to be asked. */
  private askAgain(flight: Flight, from: EndpointId, reply: ClientReply): void {
    const isElsewhere = reply.leader >= 0 && reply.leader !== from
    flight.isAsked = false
    if (flight.only !== undefined) this.end(flight, from, reply)
    else if (isElsewhere && flight.redirects < MAXIMUM_REDIRECTS) {
      flight.redirects++
      this.ask(flight)
    } else this.askLater(flight)
  }

  private askLater(flight: Flight): void {
    const { id, attempt } = flight
    flight.redirects = 0
    this.after(REFUSAL_PAUSE_MICROS, () => {
      const isCurrent = this.flights.get(id) === flight && flight.attempt === attempt
      if (isCurrent) this.ask(flight)
    })
  }

  private giveUpAttempt(flight: Flight): void {
    this.router.learn(flight.replica, undefined)
    if (flight.isAsked && flight.action === Action.write) flight.maybeDone = true
    this.retryOrFinish(flight, NO_ENDPOINT, undefined)
  }

  private retryOrFinish(flight: Flight, from: EndpointId, reply: ClientReply | undefined): void {
    this.deadlines.cancel(flight)
    flight.isAsked = false
    if (flight.attempt < this.parts.retries) {
      flight.attempt++
      this.startAttempt(flight)
      return
    }
    this.end(flight, from, reply)
  }

  /** Without success. */
  private end(flight: Flight, from: EndpointId, reply: ClientReply | undefined): void {
    this.finish(flight, flight.maybeDone ? Outcome.unknown : Outcome.fail, from, reply)
  }

  private finish(
    flight: Flight,
    outcome: Outcome,
    from: EndpointId,
    reply: ClientReply | undefined,
  ): void {
    const { history, clock, sink } = this
    const { id, action, key, done } = flight
    this.deadlines.cancel(flight)
    this.land(flight)
    history.return(id, outcome, from, clock.now)
    if (action === Action.read && outcome === Outcome.ok && reply !== undefined) {
      noteRead(history, id, reply)
    }
    sink.record(EventKind.return, this.id, from, id, key, outcome, 0)
    done({ id, outcome, reply })
  }
}

/** Not the double of an answer that has had its effect, nor one that came too late: else each double would make one more request, without end. */
const isOfThisAsking = ({ isAsked, replica }: Flight, from: EndpointId): boolean =>
  isAsked && replica === from

function noteRead(history: History, id: OperationId, reply: ClientReply): void {
  const { versions } = reply
  if (versions.length === 1 && versions[0].merged === undefined) {
    history.setSource(id, versions[0].operation)
    return
  }
  history.setSources(id, sourcesOf(reply))
  for (const version of versions) {
    if (version.merged !== undefined) history.setValue(id, shownValue(reply))
  }
}

/** The writes behind everything that a read returned. */
function sourcesOf(reply: ClientReply): readonly OperationId[] {
  const { versions } = reply
  return versions.flatMap((version) => version.merged ?? [version.operation])
}

/** What a read shows its user: a value, or the list of siblings. */
export function shownValue(reply: ClientReply): unknown {
  const { versions } = reply
  if (versions.length <= 1) return versions[0]?.value
  return versions.map((version) => version.value)
}

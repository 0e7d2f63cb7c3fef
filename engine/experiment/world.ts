import { Clock, type Micros } from '../core/clock.ts'
import { EventQueue, type Priority } from '../core/queue.ts'
import { Random } from '../core/random.ts'
import { type Latency, samplerOf } from '../network/latency.ts'
import type { AnyMessage } from '../network/message.ts'
import { Network } from '../network/network.ts'
import { Machine } from '../node/machine.ts'
import { CLIENT_MESSAGE_KINDS } from '../protocols/client.ts'
import type { LiveReplica, Replica } from '../protocols/model.ts'
import type { EndpointId } from '../trace/event.ts'
import { History } from '../trace/history.ts'
import { Recorder } from '../trace/recorder.ts'
import { Client } from '../workload/client.ts'
import { poll } from './poll.ts'
import type { ClientSettings, EndpointPlace, ResolvedScenario } from './resolved.ts'

/** What the loop dispatches on. */
const LoopEvent = { deliver: 0, timer: 1, call: 2 } as const

/** Events between two looks at the host's stop flag. */
const EVENTS_BETWEEN_POLLS = 8_192

/** Events that may wait at once: messages on their way, timers, operations to come. A run that comes there ends. */
export const PENDING_EVENTS = 2_000_000
/** Events between two looks at how many wait: so few that those may not double meanwhile. */
const EVENTS_BETWEEN_COUNTS = 1_024

/** The limit that ended a run. */
export interface EndedBy {
  readonly limit: 'events' | 'pendingEvents'
  readonly value: number
}

interface Endpoint {
  /** @param kind code of the message's kind */
  deliver(from: EndpointId, message: AnyMessage, kind: number, number: number): void
  fire(callback: () => void, life: number): void
}

/** Settings of the clients of a cluster that has no workload. */
const STEPWISE: ClientSettings = { timeoutMicros: 1_000_000, retries: 0, valueBytes: 100 }

/**
 * A run in progress: clock, queue, network, machines and clients, and the one loop that moves them.
 * Everything that happens in it follows from the resolved scenario alone.
 */
export class World {
  readonly scenario: ResolvedScenario
  readonly clock = new Clock()
  readonly queue = new EventQueue()
  readonly recorder: Recorder
  readonly history = new History()
  readonly network: Network
  /** Replicas, then the controller if there is one. */
  readonly machines: readonly Machine[]
  readonly clients: readonly Client[]
  /** Queue events processed so far. */
  processed = 0
  private readonly endpoints: readonly Endpoint[]
  private readonly random: Random
  /** How many events may be processed: what the scenario says, or no more when too many wait. */
  private allowed: number

  constructor(scenario: ResolvedScenario) {
    this.scenario = scenario
    this.allowed = scenario.limits.events
    this.random = Random.fromSeed(scenario.seed)
    this.recorder = new Recorder(this.clock, scenario.limits.traceEvents, [
      ...CLIENT_MESSAGE_KINDS,
      ...(scenario.model.messageKinds ?? []),
    ])
    this.network = new Network({
      clock: this.clock,
      queue: this.queue,
      sink: this.recorder,
      random: this.random.fork('network'),
      deliverKind: LoopEvent.deliver,
      endpoints: scenario.endpoints.length,
      linkSettings: scenario.network.link,
      messageKinds: scenario.network.messageKinds,
    })
    this.machines = this.places('replica', 'controller').map((place) => this.createMachine(place))
    this.clients = this.places('client').map((place, session) => this.createClient(place, session))
    this.endpoints = [...this.machines, ...this.clients]
  }

  get replicas(): readonly Machine[] {
    return this.machines.slice(0, this.scenario.model.replicas)
  }

  /** Starts every machine, in order. */
  start(): void {
    for (const machine of this.machines) machine.start()
  }

  /** A generator of the run, by name: `workload`, `faults`. */
  generator(name: string): Random {
    return this.random.fork(name)
  }

  /** Calls back at a time, before anything else of that microsecond when it is a fault. */
  at(time: Micros, priority: Priority, callback: () => void): void {
    this.queue.push(time, priority, LoopEvent.call, 0, -1, 0, callback, 0)
  }

  /**
   * Lets everything happen that is due up to and including `until`, then sets the clock there.
   * Ends early when `isDone` says so after an event, or when a limit on events is reached.
   */
  advance(until: Micros, isDone?: () => boolean): void {
    const { queue, clock } = this
    while (this.processed < this.allowed && queue.pop(until) === true) {
      clock.now = queue.time
      this.dispatch()
      if (++this.processed % EVENTS_BETWEEN_COUNTS === 0) this.lookAround()
      if (isDone?.()) return
    }
    if (!this.isExhausted && until > clock.now) clock.now = until
  }

  /** Whether a limit on events ended the run. */
  get isExhausted(): boolean {
    return this.processed >= this.allowed
  }

  /** Which limit ended the run; undefined where none did. */
  get endedBy(): EndedBy | undefined {
    const { events } = this.scenario.limits
    if (!this.isExhausted) return undefined
    return this.allowed === events
      ? { limit: 'events', value: events }
      : { limit: 'pendingEvents', value: PENDING_EVENTS }
  }

  /** The replicas that run at present, with a view of their state. */
  liveReplicas(): LiveReplica[] {
    return this.replicas
      .filter((machine) => machine.running !== undefined)
      .map((machine) => ({ id: machine.id, state: (machine.running as Replica).inspect() }))
  }

  private lookAround(): void {
    if (this.queue.pending > PENDING_EVENTS) this.allowed = this.processed
    if (this.processed % EVENTS_BETWEEN_POLLS === 0) poll(this.progress())
  }

  private dispatch(): void {
    const { queue } = this
    switch (queue.kind) {
      case LoopEvent.deliver:
        this.deliver(this.endpoints[queue.target])
        break
      case LoopEvent.timer:
        this.endpoints[queue.target].fire(queue.payload as () => void, queue.tag)
        break
      default:
        ;(queue.payload as () => void)()
    }
  }

  private deliver(endpoint: Endpoint): void {
    const { source, payload, label, tag } = this.queue
    endpoint.deliver(source, payload as AnyMessage, label, tag)
  }

  private progress(): number {
    const { durationMicros, drainMicros } = this.scenario
    return Math.min(1, this.clock.now / Math.max(1, durationMicros + drainMicros))
  }

  private places(...kinds: EndpointPlace['kind'][]): EndpointPlace[] {
    return this.scenario.endpoints.filter((place) => kinds.includes(place.kind))
  }

  private createMachine(place: EndpointPlace): Machine {
    const { model, syncMicros } = this.scenario
    const controller = this.places('controller')[0]?.id
    const random = this.random.fork('node').fork(place.id)
    return new Machine(
      {
        id: place.id,
        replicas: this.places('replica').map(({ id }) => id),
        controller,
        clock: this.clock,
        queue: this.queue,
        network: this.network,
        sink: this.recorder,
        random,
        timerKind: LoopEvent.timer,
        syncMicros,
        serviceMicros: this.serviceTimes(random.fork('service')),
      },
      (context) =>
        place.kind === 'controller'
          ? model.createController!(context)
          : model.createReplica(context),
    )
  }

  /** How long a machine works on what comes from each endpoint; undefined where that is no time. */
  private serviceTimes(random: Random): ((from: EndpointId) => Micros) | undefined {
    const { request, message } = this.scenario.service
    if (isNothing(request) && isNothing(message)) return undefined
    const firstClient = this.places('replica', 'controller').length
    const onRequest = samplerOf(request)
    const onMessage = samplerOf(message)
    return (from) => (from >= firstClient ? onRequest : onMessage).draw(random)
  }

  private createClient(place: EndpointPlace, session: number): Client {
    const { model, network, workload, stepwise = STEPWISE } = this.scenario
    const { timeoutMicros, retries, valueBytes } = workload ?? stepwise
    const random = this.random.fork('client').fork(session)
    return new Client({
      id: place.id,
      session,
      clock: this.clock,
      queue: this.queue,
      network: this.network,
      sink: this.recorder,
      history: this.history,
      random,
      router: model.createRouter({
        session,
        replicas: this.places('replica').map(({ id }) => id),
        random: random.fork('router'),
        distance: (replica) => network.distance(place.id, replica),
      }),
      timerKind: LoopEvent.timer,
      timeoutMicros,
      retries,
      valueBytes,
    })
  }
}

const isNothing = (latency: Latency): boolean => latency.kind === 'constant' && latency.micros === 0

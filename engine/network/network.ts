import { assert } from '../core/assert.ts'
import type { Clock, Micros } from '../core/clock.ts'
import { type EventQueue, Priority } from '../core/queue.ts'
import type { Random } from '../core/random.ts'
import { DropReason, type EndpointId, EventKind, type EventSink } from '../trace/event.ts'
import {
  createLink,
  type Impairment,
  impairLink,
  type Link,
  type LinkSettings,
  timeToLeave,
} from './link.ts'
import type { AnyMessage, MessageKind } from './message.ts'
import type { FaultRule } from './rules.ts'

/** By sender, then by receiver; those that nothing has been sent over are not made yet. */
type Links = (Link | undefined)[]

/** No epoch of the network. */
const NEVER = -1

interface NetworkParts {
  readonly clock: Clock
  readonly queue: EventQueue
  readonly sink: EventSink
  readonly random: Random
  /** The kind of queue event that the run's loop turns into a delivery; its tag is the message's number, its label the code of the message's kind. */
  readonly deliverKind: number
  readonly endpoints: number
  readonly linkSettings: (from: EndpointId, to: EndpointId, messageKind?: string) => LinkSettings
  /** The kinds of messages that travel apart from the others: with settings, an order and draws of their own. */
  readonly messageKinds?: readonly string[]
}

/**
 * Directed links between all endpoints, and the fault rules that hold at present.
 *
 * A message is judged once, when it is sent: what is on its way when a partition begins or its sender dies still arrives.
 * Each link draws from a generator of its own, so that traffic on one leaves the others as they were.
 */
export class Network {
  sent = 0
  private readonly parts: NetworkParts
  private readonly clock: Clock
  private readonly queue: EventQueue
  private readonly sink: EventSink
  private readonly deliverKind: number
  private readonly endpoints: number
  private readonly links: Links
  /** For each code of a message's kind that travels apart, its links. */
  private readonly linksApart: (Links | undefined)[] = []
  /** Moves on whenever a rule or an impairment comes or goes. */
  private epoch = 0
  private impairments: readonly { readonly id: number; readonly impairment: Impairment }[] = []
  private rules: readonly { readonly id: number; readonly rule: FaultRule }[] = []
  private nextRule = 0

  constructor(parts: NetworkParts) {
    this.parts = parts
    this.clock = parts.clock
    this.queue = parts.queue
    this.sink = parts.sink
    this.deliverKind = parts.deliverKind
    this.endpoints = parts.endpoints
    this.links = this.createLinks()
    for (const kind of parts.messageKinds ?? []) {
      this.linksApart[parts.sink.messageKind(kind)] = this.createLinks()
    }
  }

  /** Gives how many copies are now on their way: none, one or two. */
  send(from: EndpointId, to: EndpointId, message: AnyMessage): number {
    assert(to >= 0 && to < this.endpoints, 'a message goes to a node or client by its number')
    const number = this.sent++
    const { operation, bytes } = message
    const kind = this.codeOf(message.kind)
    this.sink.record(EventKind.send, from, to, operation, kind, number, bytes)
    const link = this.links[from * this.endpoints + to]
    if (link === undefined || link.openEpoch !== this.epoch) {
      return this.sendWithCare(from, to, message, kind, number)
    }
    let arrival = this.clock.now + link.latency.draw(link.random)
    if (arrival < link.lastArrival) arrival = link.lastArrival
    else link.lastArrival = arrival
    this.queue.push(arrival, Priority.normal, this.deliverKind, to, from, number, message, kind)
    return 1
  }

  /** Adds a rule and gives its number, to take it away again. */
  addRule(rule: FaultRule): number {
    const id = this.nextRule++
    this.rules = [...this.rules, { id, rule }]
    this.epoch++
    return id
  }

  removeRule(id: number): void {
    this.rules = this.rules.filter((held) => held.id !== id)
    this.epoch++
  }

  /** Makes links worse and gives a number, to make them well again. */
  impair(impairment: Impairment): number {
    const id = this.nextRule++
    this.impairments = [...this.impairments, { id, impairment }]
    this.epoch++
    return id
  }

  mend(id: number): void {
    this.impairments = this.impairments.filter((held) => held.id !== id)
    this.epoch++
  }

  private codeOf(kind: MessageKind): number {
    return typeof kind === 'number' ? kind : this.sink.messageKind(kind)
  }

  /** As `send`, over a link that has not been looked at since something changed, or where something may happen to the message. */
  private sendWithCare(
    from: EndpointId,
    to: EndpointId,
    message: AnyMessage,
    kind: number,
    number: number,
  ): number {
    const link = this.linkOf(from, to, kind)
    if (link.epoch !== this.epoch) this.bringUpToDate(link)
    return this.judge(link, message, kind, number)
  }

  private judge(link: Link, message: AnyMessage, kind: number, number: number): number {
    const extra = this.rules.length > 0 ? this.ruleOn(link, message) : 0
    if (extra < 0) return this.drop(link, message, kind, number, DropReason.cut)
    if (link.loss > 0 && link.random.chance(link.loss)) {
      return this.drop(link, message, kind, number, DropReason.loss)
    }
    this.schedule(link, message, kind, number, extra)
    if (link.duplication === 0 || !link.random.chance(link.duplication)) return 1
    this.schedule(link, message, kind, number, extra)
    return 2
  }

  private schedule(
    link: Link,
    message: AnyMessage,
    kind: number,
    number: number,
    extra: Micros,
  ): void {
    const { now } = this.clock
    let arrival = now + link.latency.draw(link.random) + extra + link.delay
    if (link.spread > 0) arrival += link.random.below(link.spread + 1)
    if (link.bytesPerSecond < Number.POSITIVE_INFINITY) {
      arrival += timeToLeave(link, message.bytes, now)
    }
    this.depart(link, arrival, message, kind, number)
  }

  private depart(
    link: Link,
    arrival: Micros,
    message: AnyMessage,
    kind: number,
    number: number,
  ): void {
    if (arrival > link.lastArrival) link.lastArrival = arrival
    else if (link.ordered) arrival = link.lastArrival
    const { from, to } = link
    this.queue.push(arrival, Priority.normal, this.deliverKind, to, from, number, message, kind)
  }

  private bringUpToDate(link: Link): void {
    link.epoch = this.epoch
    impairLink(
      link,
      this.impairments.map(({ impairment }) => impairment),
    )
    const isOpen = link.isPlain && this.rules.length === 0 && this.linksApart.length === 0
    link.openEpoch = isOpen ? this.epoch : NEVER
  }

  /** The sum of the rules' delays, or -1 when one drops the message. */
  private ruleOn({ from, to, random }: Link, message: AnyMessage): Micros {
    let extra: Micros = 0
    for (const { rule } of this.rules) {
      const verdict = rule(from, to, message, random)
      if (verdict === 'drop') return -1
      if (verdict !== 'pass') extra += verdict
    }
    return extra
  }

  /** Gives the number of copies that are on their way. */
  private drop(
    { from, to }: Link,
    { operation }: AnyMessage,
    kind: number,
    number: number,
    reason: DropReason,
  ): 0 {
    this.sink.record(EventKind.drop, to, from, operation, kind, number, reason)
    return 0
  }

  private linkOf(from: EndpointId, to: EndpointId, kind: number): Link {
    const apart = this.linksApart[kind]
    const place = from * this.endpoints + to
    if (apart === undefined) return this.links[place] ?? this.createLink(from, to)
    return apart[place] ?? this.createLinkApart(apart, from, to, kind)
  }

  private createLink(from: EndpointId, to: EndpointId): Link {
    const { linkSettings, random } = this.parts
    const link = createLink(from, to, linkSettings(from, to), random.fork(from).fork(to))
    this.links[from * this.endpoints + to] = link
    return link
  }

  private createLinkApart(links: Links, from: EndpointId, to: EndpointId, kind: number): Link {
    const { linkSettings, random, sink } = this.parts
    const name = sink.messageNames[kind]
    const own = random.fork(from).fork(to).fork(name)
    const link = createLink(from, to, linkSettings(from, to, name), own)
    links[from * this.endpoints + to] = link
    return link
  }

  private createLinks(): Links {
    return new Array(this.endpoints ** 2).fill(undefined)
  }
}

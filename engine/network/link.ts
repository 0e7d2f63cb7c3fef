import { MICROS_PER_SECOND, type Micros } from '../core/clock.ts'
import type { Random } from '../core/random.ts'
import type { EndpointId } from '../trace/event.ts'
import { type Latency, type Sampler, samplerOf } from './latency.ts'

/** What one directed link does to its messages. */
export interface LinkSettings {
  readonly latency: Latency
  /** Share of messages lost, 0 to 1. */
  readonly loss: number
  /** Share of messages delivered twice, 0 to 1. */
  readonly duplication: number
  /** Whether messages of one link arrive in the order in which they were sent, as on one TCP connection. */
  readonly ordered: boolean
  /** What the link carries; messages beyond that queue at its beginning, in order, however many. No limit where absent. */
  readonly bytesPerSecond?: number
}

/** A fault that makes links worse while it holds. */
export interface Impairment {
  readonly covers: (from: EndpointId, to: EndpointId) => boolean
  /** Share of messages lost, 0 to 1. */
  readonly loss?: number
  /** Share of messages delivered twice, 0 to 1. */
  readonly duplication?: number
  readonly delay?: Micros
  /** Every message takes up to this much longer, evenly drawn, and messages overtake each other. */
  readonly spread?: Micros
  readonly bytesPerSecond?: number
}

/** A directed link, or its part for one kind of message that has settings of its own; what is not read-only is as faults have it at present. */
export interface Link {
  // First what every message asks for: it shares a line of the processor's cache.
  /** The state of the network in which a message takes the latency's time, in order, and nothing else can happen to it; none where something can. */
  openEpoch: number
  lastArrival: Micros
  readonly latency: Sampler
  readonly random: Random
  ordered: boolean
  readonly from: EndpointId
  readonly to: EndpointId
  readonly settings: LinkSettings
  /** Which state of the network the changing values are for. */
  epoch: number
  /** Whether a message takes the latency's time, in order, as far as the link itself is concerned. */
  isPlain: boolean
  loss: number
  duplication: number
  delay: Micros
  spread: Micros
  /** Infinity for no limit. */
  bytesPerSecond: number
  /** When all that was sent will have left. */
  freeAt: Micros
}

export function createLink(
  from: EndpointId,
  to: EndpointId,
  settings: LinkSettings,
  random: Random,
): Link {
  const link: Link = {
    openEpoch: -1,
    lastArrival: 0,
    latency: samplerOf(settings.latency),
    random,
    ordered: settings.ordered,
    from,
    to,
    settings,
    epoch: -1,
    isPlain: false,
    loss: settings.loss,
    duplication: settings.duplication,
    delay: 0,
    spread: 0,
    bytesPerSecond: settings.bytesPerSecond ?? Number.POSITIVE_INFINITY,
    freeAt: 0,
  }
  impairLink(link, [])
  return link
}

/** The link as it was made, but for these. Losses and duplications combine as independent chances, delays add up, of bandwidths the smallest holds. */
export function impairLink(link: Link, impairments: readonly Impairment[]): void {
  const { settings } = link
  link.loss = settings.loss
  link.duplication = settings.duplication
  link.ordered = settings.ordered
  link.delay = 0
  link.spread = 0
  link.bytesPerSecond = settings.bytesPerSecond ?? Number.POSITIVE_INFINITY
  for (const impairment of impairments)
    if (impairment.covers(link.from, link.to)) add(link, impairment)
  link.isPlain = isPlain(link)
}

const isPlain = ({ loss, duplication, ordered, delay, spread, bytesPerSecond }: Link): boolean =>
  loss === 0 &&
  duplication === 0 &&
  ordered &&
  delay === 0 &&
  spread === 0 &&
  bytesPerSecond === Number.POSITIVE_INFINITY

function add(link: Link, impairment: Impairment): void {
  const { loss = 0, duplication = 0, delay = 0, spread = 0 } = impairment
  link.loss = either(link.loss, loss)
  link.duplication = either(link.duplication, duplication)
  link.delay += delay
  link.spread += spread
  if (spread > 0) link.ordered = false
  link.bytesPerSecond = Math.min(
    link.bytesPerSecond,
    impairment.bytesPerSecond ?? Number.POSITIVE_INFINITY,
  )
}

/** The chance of at least one of two independent events; exact where one cannot happen. */
const either = (one: number, other: number): number => (one === 0 ? other : one + other * (1 - one))

/** How long a message takes to leave at this moment, on a link with a limit: first what was sent before it, then itself. */
export function timeToLeave(link: Link, bytes: number, now: Micros): Micros {
  const transmission = Math.ceil((bytes * MICROS_PER_SECOND) / link.bytesPerSecond)
  link.freeAt = Math.max(now, link.freeAt) + transmission
  return link.freeAt - now
}

import { isLost } from '../../../../engine/timeline/draw/index.ts'
import {
  type Filter,
  MessageFate,
  showMessages,
  type Timeline,
} from '../../../../engine/timeline/index.ts'
import type { Places, Point } from './places.ts'

/** Messages at a moment: on their way, and those that have just been lost. */
export interface Flights {
  readonly flying: readonly Flight[]
  readonly lost: readonly Loss[]
  /** On their way and not drawn, since they are too many (`flightLimits`). */
  readonly more: number
}

export interface Flight extends Point {
  readonly message: number
  /** Where its tail begins: a little nearer to the sender. */
  readonly tail: Point
  /** It waits at its receiver, which does not take it. */
  readonly isWaiting: boolean
}

export interface Loss extends Point {
  readonly message: number
  /** `MessageFate` */
  readonly fate: number
}

export const flightLimits = {
  /** Messages that are looked at. */
  found: 4_000,
  /** Messages that are drawn; of more every second, third… one. */
  drawn: 240,
} as const

/** Of a way, the share that the tail of a message takes. */
const TAIL = 0.14
/** Pixels at both ends of a way that the signs of sender and receiver take. */
const END = 16

/**
 * @param recent microseconds for which a lost message is still shown
 */
export function flightsAt(
  timeline: Timeline,
  places: Places,
  time: number,
  recent: number,
  filter: Filter,
): Flights {
  const window = { from: Math.max(0, time - recent), to: time }
  const shown = showMessages(timeline, window, filter, flightLimits.found, 1)
  if (shown.form === 'density') {
    const counts = shown.groups.flatMap((group) => [...group.counts])
    const all = counts.reduce((sum, bins) => sum + (bins?.reduce((a, b) => a + b, 0) ?? 0), 0)
    return { flying: [], lost: [], more: all }
  }
  const { messages } = timeline
  const ids = [...shown.ids]
  const flying = ids.filter((id) => messages.ended[id] > time)
  const every = Math.ceil(flying.length / flightLimits.drawn)
  const drawn = flying.filter((_, at) => at % Math.max(1, every) === 0)
  return {
    flying: drawn.flatMap((id) => flightOf(timeline, places, id, time)),
    lost: ids
      .filter((id) => isLost(messages.fate[id]) && messages.ended[id] <= time)
      .slice(-flightLimits.drawn)
      .flatMap((id) => lossOf(timeline, places, id)),
    more: flying.length - drawn.length,
  }
}

function flightOf({ messages }: Timeline, places: Places, id: number, time: number): Flight[] {
  const way = wayOf(places, messages.from[id], messages.to[id])
  if (way === undefined) return []
  const took = messages.ended[id] - messages.sent[id]
  const isWaiting = !Number.isFinite(took)
  const share = isWaiting ? 1 : (time - messages.sent[id]) / took
  return [{ message: id, ...way(share), tail: way(Math.max(0, share - TAIL)), isWaiting }]
}

/** Of its way, what a message has behind it where it is shown as lost: clients stand in the middle. */
const LOST_AT = 0.4

/** What the network lost or cut ends on the way; what a node that was down did not see, at the node. */
function lossOf({ messages }: Timeline, places: Places, id: number): Loss[] {
  const way = wayOf(places, messages.from[id], messages.to[id])
  const fate = messages.fate[id]
  return way === undefined
    ? []
    : [{ message: id, fate, ...way(fate === MessageFate.receiverDown ? 1 : LOST_AT) }]
}

/** The place at a share of the way between two signs. */
function wayOf({ of }: Places, from: number, to: number): ((share: number) => Point) | undefined {
  const [start, end] = [of[from], of[to]]
  if (start === undefined || end === undefined) return undefined
  const length = Math.hypot(end.x - start.x, end.y - start.y)
  const room = length > 2 * END ? END / length : 0
  return (share) => {
    const along = room + share * (1 - 2 * room)
    return { x: start.x + along * (end.x - start.x), y: start.y + along * (end.y - start.y) }
  }
}

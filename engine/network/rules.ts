import type { Micros } from '../core/clock.ts'
import type { Random } from '../core/random.ts'
import type { EndpointId } from '../trace/event.ts'
import type { AnyMessage } from './message.ts'

/** A rule's answer on one message: pass it, drop it, or deliver it this much later than it would have been. */
export type Verdict = 'pass' | 'drop' | Micros

/** A fault of the network while it holds: asked once for each message sent. */
export type FaultRule = (
  from: EndpointId,
  to: EndpointId,
  message: AnyMessage,
  random: Random,
) => Verdict

/** Drops what crosses between different groups, both ways; endpoints in no group reach everybody. */
export function partitionRule(groups: readonly (readonly EndpointId[])[]): FaultRule {
  const groupOf = new Map<EndpointId, number>()
  for (const [number, group] of groups.entries()) {
    for (const endpoint of group) groupOf.set(endpoint, number)
  }
  return (from, to) => {
    const here = groupOf.get(from)
    const there = groupOf.get(to)
    return here !== undefined && there !== undefined && here !== there ? 'drop' : 'pass'
  }
}

/** Drops what goes from the first group to the second; the way back stays open. */
export function oneWayRule(from: readonly EndpointId[], to: readonly EndpointId[]): FaultRule {
  const senders = new Set(from)
  const receivers = new Set(to)
  return (sender, receiver) => (senders.has(sender) && receivers.has(receiver) ? 'drop' : 'pass')
}

/** Drops everything between the given endpoints and anybody else. */
export function isolationRule(isolated: readonly EndpointId[]): FaultRule {
  const inside = new Set(isolated)
  return (from, to) => (inside.has(from) !== inside.has(to) ? 'drop' : 'pass')
}

/** Nodes in a ring: each hears a majority, itself and its nearest neighbours, and no two hear the same one. Who is not in the ring hears and reaches all. */
export function majoritiesRingRule(ring: readonly EndpointId[]): FaultRule {
  const majority = (ring.length >> 1) + 1
  const heardBefore = majority >> 1
  const placeOf = new Map(ring.map((id, place) => [id, place]))
  return (from, to) => {
    const sender = placeOf.get(from)
    const receiver = placeOf.get(to)
    if (sender === undefined || receiver === undefined) return 'pass'
    const steps = (sender - receiver + heardBefore + ring.length) % ring.length
    return steps < majority ? 'pass' : 'drop'
  }
}

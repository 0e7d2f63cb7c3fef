import type { ResolvedNetwork } from '../../../engine/experiment/resolved.ts'
import type { World } from '../../../engine/experiment/world.ts'
import type { LinkSettings } from '../../../engine/network/link.ts'
import type { Replica } from '../../../engine/protocols/model.ts'
import { createMultiLeader } from '../../../engine/protocols/multi-leader/model.ts'
import {
  MULTI_LEADER_DEFAULTS,
  type MultiLeaderSettings,
} from '../../../engine/protocols/multi-leader/settings.ts'
import { leaderOf, replicaCount } from '../../../engine/protocols/multi-leader/topology.ts'
import { EventKind } from '../../../engine/trace/event.ts'
import type { TraceEvent } from '../../../engine/trace/trace.ts'
import { Bench, type ScenarioOptions } from './scenario.ts'

/** One way, within a region and between two. */
export const NEAR = 1_000
export const FAR = 50_000

/**
 * One region a leader, with its followers and one client: client n is near leader n. All latencies constant.
 */
export function regions(
  settings: MultiLeaderSettings,
  link: Partial<LinkSettings> = {},
): ResolvedNetwork {
  const replicas = replicaCount(settings)
  const regionOf = (id: number) => (id < replicas ? leaderOf(settings, id) : id - replicas)
  const distance = (from: number, to: number) => (regionOf(from) === regionOf(to) ? NEAR : FAR)
  return {
    distance,
    link: (from, to) => ({
      latency: { kind: 'constant', micros: distance(from, to) },
      loss: 0,
      duplication: 0,
      ordered: true,
      ...link,
    }),
  }
}

export function multiLeaderBench(
  changes: Partial<MultiLeaderSettings> = {},
  options: ScenarioOptions = {},
): Bench {
  const settings = { ...MULTI_LEADER_DEFAULTS, ...changes }
  return new Bench(createMultiLeader(settings), {
    clients: settings.leaders,
    network: regions(settings),
    ...options,
  })
}

export const eventsOf = (world: World, ...kinds: EventKind[]): TraceEvent[] =>
  world.recorder.take().events(...kinds)

/** Messages of a kind that were sent. */
export function sentOf(world: World, kind: string): TraceEvent[] {
  const trace = world.recorder.take()
  return trace.events(EventKind.send).filter((event) => trace.messageNames[event.key] === kind)
}

/** When an operation's version became readable, by replica. */
export function storedAt(world: World, operation: number): Map<number, number> {
  const stores = eventsOf(world, EventKind.store).filter((event) => event.operation === operation)
  return new Map(stores.map((event) => [event.node, event.time]))
}

/** What a reader would find, as text: the values of each key, by replica. */
export function contents(world: World): string[] {
  return world.replicas.map((machine) => {
    const state = (machine.running as Replica).inspect()
    return [...state.keys()]
      .map((key) => {
        const versions = state.versions(key)
        return `${key}=${JSON.stringify(versions.map(({ value, merged }) => ({ value, merged })))}`
      })
      .join(' ')
  })
}

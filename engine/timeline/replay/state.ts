import type { Micros } from '../../core/clock.ts'
import type { EndpointId, KeyId, OperationId, RoleName } from '../../trace/event.ts'
import type { RecordedRun } from '../recorded-run.ts'
import { clockAheadAt } from '../steps.ts'
import type { LogEntry } from './log-track.ts'
import type { NodeReplay, StatusAt } from './node-replay.ts'
import { positionAt } from './positions.ts'
import type { Replay } from './replay.ts'
import { NO_VERSIONS, type VersionAt } from './version-set.ts'

/** All nodes at one moment. */
export interface ClusterAt {
  readonly time: Micros
  /** Of the last event that has happened; -1 before all. */
  readonly position: number
  /** Replicas, then the controller if there is one. */
  readonly nodes: readonly NodeAt[]
}

/**
 * A node at one moment, as the trace tells.
 *
 * 1. What is asked of it is looked up when it is asked, so that a node with a hundred thousand entries costs no more than one with three.
 */
export interface NodeAt {
  readonly endpoint: EndpointId
  readonly name: string
  readonly kind: 'replica' | 'controller'
  readonly region: string
  readonly status: StatusAt
  /** Undefined while it is down, or where it never said. */
  readonly role: RoleName | undefined
  /** Term or epoch; 0 where the model has none, and while it is down. */
  readonly term: number
  /** Undefined where the trace tells of no logs. Of a node that is down: what stands on its disk. */
  readonly log: LogAt | undefined
  /** How far its wall clock is ahead of true time. */
  readonly clockAhead: Micros
  /** Keys of which it can show something, ascending; none while it is down. */
  keys(): KeyId[]
  /** What a read at this node would find: none, one, or siblings. */
  versions(key: KeyId): readonly VersionAt[]
  /** False where the trace leaves open which siblings a version has replaced; the most likely ones are given then. */
  isCertain(key: KeyId): boolean
  /** What it keeps for replicas that could not be reached. */
  hints(): HintAt[]
}

/** A node's log at one moment. Offsets count from 0. */
export interface LogAt {
  readonly length: number
  /** How many entries from the beginning it knows to be committed; 0 after a crash until it has heard. */
  readonly committed: number
  entry(offset: number): LogEntry
  /** Entries `from` to `to` - 1, as far as they are there. */
  entries(from: number, to: number): LogEntry[]
}

/** What a node keeps of one key for a replica that could not be reached. */
export interface HintAt {
  readonly target: EndpointId
  readonly key: KeyId
  /** The writes that are kept, of many the last ones. Of joined ones all are named, though a model may keep the winner alone. */
  readonly operations: readonly OperationId[]
}

/** The state once all of a moment has happened. */
export const stateAt = (replay: Replay, time: Micros): ClusterAt =>
  clusterAt(replay, positionAt(replay.run.trace, time), time)

/** The state once the event at a position has happened; -1: before all, and beyond the last event as after it. */
export function stateAfter(replay: Replay, position: number): ClusterAt {
  const { trace } = replay.run
  const last = Math.min(position, trace.length - 1)
  return clusterAt(replay, last, last < 0 ? 0 : trace.at(last).time)
}

function clusterAt({ run, nodes }: Replay, position: number, time: Micros): ClusterAt {
  const views = nodes.flatMap((node, endpoint) =>
    node === undefined ? [] : [nodeAt(run, node, endpoint, position, time)],
  )
  return { time, position, nodes: views }
}

function nodeAt(
  run: RecordedRun,
  node: NodeReplay,
  endpoint: EndpointId,
  position: number,
  time: Micros,
): NodeAt {
  const { name, kind, region } = run.places[endpoint]
  const status = node.status.at(position)
  const isDown = status === 'down'
  const held = (key: KeyId) =>
    isDown ? NO_VERSIONS : (node.stored[key]?.at(position) ?? NO_VERSIONS)
  return {
    endpoint,
    name,
    kind: kind === 'controller' ? 'controller' : 'replica',
    region,
    status,
    ...node.role.at(position),
    log: logAt(node, position),
    clockAhead: clockAheadAt(run, endpoint, time),
    keys: () => node.stored.flatMap((_, key) => (held(key).versions.length > 0 ? [key] : [])),
    versions: (key) => held(key).versions,
    isCertain: (key) => held(key).isCertain,
    hints: () => hintsAt(node, position),
  }
}

function logAt({ log, committed }: NodeReplay, position: number): LogAt | undefined {
  if (!log.isUsed) return undefined
  const length = log.length(position)
  const entry = (offset: number) => log.entry(position, offset)
  return {
    length,
    committed: committed.at(position),
    entry,
    entries(from, to) {
      const start = Math.max(0, from)
      const count = Math.max(0, Math.min(to, length) - start)
      return Array.from({ length: count }, (_, nth) => entry(start + nth))
    },
  }
}

const hintsAt = ({ hints }: NodeReplay, position: number): HintAt[] =>
  [...hints.values()].flatMap(({ target, key, kept }) => {
    const operations = kept.at(position)
    return operations.length === 0 ? [] : [{ target, key, operations }]
  })

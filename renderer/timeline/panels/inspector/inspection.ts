import {
  type ChangedPart,
  type ClusterAt,
  changesBetween,
  type Differences,
  differencesAt,
  type NodeAt,
  positionAt,
  type Replay,
  type StateChange,
  type StatusAt,
  stateAfter,
  stateAt,
} from '../../../../engine/timeline/index.ts'
import { type KeptHints, keptHints } from './kept-hints.ts'
import { type KeyTable, keyTable } from './key-table.ts'
import { type LogTable, logTable } from './log-table.ts'

/** What is asked of the nodes of a run. */
export interface InspectionQuestion {
  /** Microseconds of the run. */
  readonly time: number
  /** The key whose values are looked at. */
  readonly key: number
}

/** All nodes at one moment, with what the last step changed. Plain data of bounded size, whatever the run. */
export interface Inspection {
  readonly time: number
  readonly key: number
  readonly nodes: readonly InspectedNode[]
  /** Undefined where the model keeps no logs, or they are all empty. */
  readonly log: LogTable | undefined
  readonly values: KeyTable
  /** Keys that replicas hold differently now. */
  readonly differing: DifferingKeys
  readonly lastStep: LastStep
}

export interface InspectedNode {
  readonly endpoint: number
  readonly name: string
  readonly kind: NodeAt['kind']
  readonly region: string
  readonly status: StatusAt
  readonly role: NodeAt['role']
  /** Term or epoch; 0 where there is none. */
  readonly term: number
  /** Undefined where the model keeps no logs. */
  readonly log: { readonly length: number; readonly committed: number } | undefined
  readonly hints: KeptHints
  /** Microseconds. */
  readonly clockAhead: number
  /** What the last step changed of it. */
  readonly changed: readonly ChangedPart[]
}

export interface DifferingKeys {
  readonly count: number
  /** The first ones. */
  readonly keys: readonly number[]
}

/** The last moment up to now at which anything happened. */
export interface LastStep {
  /** Undefined before the first event. */
  readonly time: number | undefined
  /** Of nodes, as many as a panel has room for; the others are counted. */
  readonly changes: readonly StateChange[]
  readonly more: number
}

const MOST_KEYS = 16
const MOST_TOLD = 8

/** Looks at all nodes at a moment, and at what they were before the last events up to then. */
export function inspect(replay: Replay, { time, key }: InspectionQuestion): Inspection {
  const { run } = replay
  const now = stateAt(replay, time)
  const since = now.position < 0 ? undefined : run.trace.at(now.position).time
  const before = stateAfter(replay, since === undefined ? -1 : positionAt(run.trace, since - 1))
  const { changes, omitted } = changesBetween(run, before.position, now.position)
  const differences = differencesAt(now, run)
  const told = changes.slice(0, MOST_TOLD)
  return {
    time,
    key,
    nodes: now.nodes.map((node) => inspectNode(node, changes)),
    log: logTable(logPairs(now, before, differences)),
    values: keyTable(replay, now, changes, key),
    differing: { count: differences.keys.length, keys: differences.keys.slice(0, MOST_KEYS) },
    lastStep: { time: since, changes: told, more: omitted + changes.length - told.length },
  }
}

function inspectNode(node: NodeAt, changes: readonly StateChange[]): InspectedNode {
  const { endpoint, name, kind, region, status, role, term, log, clockAhead } = node
  const parts = changes.filter((change) => change.node === endpoint).map(({ part }) => part)
  return {
    endpoint,
    name,
    kind,
    region,
    status,
    role,
    term,
    clockAhead,
    log: log && { length: log.length, committed: log.committed },
    hints: keptHints(node.hints()),
    changed: [...new Set(parts)],
  }
}

const logPairs = (now: ClusterAt, before: ClusterAt, { logs }: Differences) =>
  logs.flatMap((difference) => {
    const at = now.nodes.findIndex(({ endpoint }) => endpoint === difference.node)
    const log = now.nodes[at].log
    return log === undefined ? [] : [{ now: log, before: before.nodes[at].log, difference }]
  })

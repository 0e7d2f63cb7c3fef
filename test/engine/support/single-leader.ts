import type { World } from '../../../engine/experiment/world.ts'
import { DurableLog } from '../../../engine/node/durable.ts'
import type { Machine } from '../../../engine/node/machine.ts'
import { isLeading, type Replica, type ReplicaState } from '../../../engine/protocols/model.ts'
import type { Entry } from '../../../engine/protocols/single-leader/log.ts'
import { createSingleLeader } from '../../../engine/protocols/single-leader/model.ts'
import type {
  Replication,
  SingleLeaderSettings,
} from '../../../engine/protocols/single-leader/settings.ts'
import { Bench, type ScenarioOptions } from './scenario.ts'

/** Three replicas, asynchronous, no failover; Raft's timeouts where there is a vote. */
export const SINGLE_LEADER: SingleLeaderSettings = {
  replicas: 3,
  replication: { kind: 'async' },
  reads: 'leader',
  visibility: 'acknowledged',
  apply: 'received',
  failover: { kind: 'none' },
  fencing: true,
  idempotent: true,
  heartbeatMicros: 50_000,
  maxBatch: 64,
}

export const VOTE = {
  kind: 'vote',
  electionTimeout: { from: 150_000, to: 300_000 },
} as const

export const RAFT: SingleLeaderSettings = {
  ...SINGLE_LEADER,
  replication: { kind: 'majority' },
  apply: 'committed',
  failover: VOTE,
}

export const WATCHED: SingleLeaderSettings = {
  ...SINGLE_LEADER,
  failover: {
    kind: 'most-up-to-date',
    detector: { kind: 'fixed-timeout', timeoutMicros: 200_000 },
  },
}

export const singleLeaderBench = (
  settings: Partial<SingleLeaderSettings> = {},
  options: ScenarioOptions = {},
): Bench => new Bench(createSingleLeader({ ...SINGLE_LEADER, ...settings }), options)

/** One follower, 20 ms, then as async. */
export const semiSync = (
  changes: Partial<Extract<Replication, { kind: 'semi-sync' }>> = {},
): Replication => ({
  kind: 'semi-sync',
  acks: 1,
  timeoutMicros: 20_000,
  onTimeout: 'async',
  ...changes,
})

export const promote = ({ world }: Bench, replica: number): void =>
  (world.machines[replica].running as Replica).promote?.()

/** What is in a machine's log, whether it runs or not. */
export function logOf(machine: Machine): readonly Entry[] {
  const log = machine.disk.open('log', () => new DurableLog<Entry>(machine.disk, () => {}))
  return log.slice(0, log.length)
}

/** The values of the writes in a log, in order; the entries with which leaders open their terms hold none. */
export const writtenIn = (log: readonly Entry[]): unknown[] =>
  log.filter(({ key }) => key >= 0).map(({ value }) => value)

/** The state of a replica that runs. */
export const stateOf = (world: World, replica: number): ReplicaState =>
  (world.machines[replica].running as Replica).inspect()

/** The replicas that take themselves for leader. */
export const leadersOf = (world: World): number[] =>
  world
    .liveReplicas()
    .filter(({ state }) => isLeading(state.role))
    .map(({ id }) => id)

/** What a reader of this replica finds for a key; undefined for nothing. */
export const valueAt = (world: World, replica: number, key: number): unknown =>
  stateOf(world, replica).versions(key)[0]?.value

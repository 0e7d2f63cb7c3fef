import { type Duration, duration, positiveDuration } from '../schema/duration.ts'
import { list } from '../schema/list.ts'
import { type FieldsOf, record, required, withDefault } from '../schema/record.ts'
import { whole } from '../schema/scalar.ts'
import type { Read } from '../schema/schema.ts'
import { faultSchema } from './fault-schema.ts'
import type { FaultSpec } from './fault-spec.ts'
import { type ModelSpec, modelSchema } from './models/model.ts'
import { type NetworkSpec, networkSchema } from './network.ts'
import {
  type DiskSpec,
  diskSchema,
  type LimitsSpec,
  limitsSchema,
  type ServiceSpec,
  serviceSchema,
} from './settings.ts'
import { type WorkloadSpec, workloadSchema } from './workload.ts'

/** What every experiment has. */
export interface ClusterBase {
  /** The one number that all chance comes from: the same scenario and seed give the same run. Default 1. */
  readonly seed?: number
  /** How the data is replicated: `singleLeader`, `multiLeader`, `leaderless` or a model of one's own. */
  readonly model: ModelSpec
  /** The network between all nodes and clients. */
  readonly network?: NetworkSpec
  /** The disks of the nodes. */
  readonly disk?: DiskSpec
  /** How long a node works on one message, one at a time. Default: no time at all. */
  readonly service?: ServiceSpec
  /** Where the run ends by itself. */
  readonly limits?: LimitsSpec
}

/** One experiment, as plain data: what `simulate` runs. */
export interface ScenarioSpec extends ClusterBase {
  /** What the clients do. Default: `workload.ycsb('A')`. */
  readonly workload?: WorkloadSpec
  /** What goes wrong, and when: `[faults.at('2s').crash('leader')]`. Default: nothing. */
  readonly faults?: readonly FaultSpec[]
  /**
   * Time at the start that latency, throughput, availability, stale reads, lag and messages leave out, so that an empty system that fills up does not count as
   * one at work. What was lost or conflicted counts from the start. Default 0.
   */
  readonly warmUp?: Duration
  /** How long clients issue operations, warm-up included. Default `'10s'`. */
  readonly duration?: Duration
  /** How long the run goes on after that, so that replicas may settle. Default `'2s'`. */
  readonly drain?: Duration
}

/** A cluster that is driven step by step. */
export interface ClusterSpec extends ClusterBase {
  /** Number of clients, c1, c2 and so on. Default: one a region, at least one. */
  readonly clients?: number
  /** How long a client waits for an answer. Default `'1s'`. */
  readonly timeout?: Duration
  /** How often an operation without an answer is tried again. Default 0. */
  readonly retries?: number
}

export const baseFields = {
  seed: withDefault(
    whole(0, Number.MAX_SAFE_INTEGER),
    1,
    'The one number that all chance comes from.',
  ),
  model: required(modelSchema, 'How the data is replicated.'),
  network: withDefault(networkSchema, {}, 'The network between all nodes and clients.'),
  disk: withDefault(diskSchema, {}, 'The disks of the nodes.'),
  service: withDefault(serviceSchema, {}, 'How long a node works on one message.'),
  limits: withDefault(limitsSchema, {}, 'Where the run ends by itself.'),
} satisfies FieldsOf<ClusterBase>

export const scenarioSchema = record('a scenario', {
  ...baseFields,
  workload: withDefault(workloadSchema, { kind: 'ycsb', name: 'A' }, 'What the clients do.'),
  faults: withDefault(list(faultSchema, 0, 10_000, 'faults'), [], 'What goes wrong, and when.'),
  warmUp: withDefault(
    duration,
    0,
    'Time at the start that latency, throughput, availability, stale reads, lag and messages leave out.',
  ),
  duration: withDefault(positiveDuration, '10s', 'How long clients issue operations.'),
  drain: withDefault(duration, '2s', 'How long the run goes on after that.'),
} satisfies FieldsOf<ScenarioSpec>)

export type CheckedScenario = Read<typeof scenarioSchema>
export type CheckedBase = Pick<CheckedScenario, keyof typeof baseFields>

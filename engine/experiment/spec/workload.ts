import { ok, type Result } from '../../core/result.ts'
import { type Duration, duration, positiveDuration } from '../schema/duration.ts'
import { type FieldsOf, optional, record, required, withDefault } from '../schema/record.ts'
import { refined } from '../schema/refined.ts'
import { problem } from '../schema/refusal.ts'
import { number, oneOf, whole } from '../schema/scalar.ts'
import type { Read } from '../schema/schema.ts'
import { shorthand } from '../schema/shorthand.ts'
import { union } from '../schema/union.ts'
import { optionsOf } from './options.ts'
import { regionNames } from './regions.ts'

/** What all workloads can say of their clients. */
export interface ClientsSpec {
  /** Number of clients, each one session. Default 8. */
  readonly clients?: number
  /** Operations a second over all clients, arriving whether or not earlier ones have returned (open loop). Default: closed loop, each client waits for its answer. */
  readonly rate?: number
  /** Closed loop: pause of a client between an answer and its next operation. Default 0. */
  readonly think?: Duration
  /** Number of keys, or how many and how they are chosen. Default 100 keys, zipfian. */
  readonly keys?: number | KeysSpec
  /** Size of a value in bytes. Default 100. */
  readonly valueBytes?: number
  /** How long a client waits for an answer; a write without one has an unknown outcome. Default `'1s'`. */
  readonly timeout?: Duration
  /** How often an operation that got no answer is tried again. Default 0. */
  readonly retries?: number
  /** Operations in all, after which the clients stop. Default: no such end. */
  readonly operations?: number
  /** Regions of the clients, round robin. Default: those of the model. */
  readonly regions?: readonly string[]
}

/** Which keys are used. */
export interface KeysSpec {
  /** Number of keys at the start. Default 100. */
  readonly count?: number
  /** How a key is chosen: all alike, some far more often than others, or mostly the newest. Default `'zipfian'`; `'latest'` for YCSB D. */
  readonly distribution?: 'uniform' | 'zipfian' | 'latest'
  /** Exponent of zipfian and latest. Default 0.99, as in YCSB. */
  readonly exponent?: number
}

/** Relative weights of the operations; a weight that is left out is 0. */
export interface MixSpec {
  /** Weight of reads. */
  readonly read?: number
  /** Weight of writes of keys that exist. */
  readonly update?: number
  /** Weight of writes of new keys. */
  readonly insert?: number
  /** Weight of a read followed by a write that builds on it. */
  readonly readModifyWrite?: number
  /** Weight of a write followed, once it is done and `readAfter` has passed, by a read of the same key by the same client. */
  readonly writeThenRead?: number
  /** Pause between the answer to the write and the read of `writeThenRead`. Default 0: at once. */
  readonly readAfter?: Duration
}

export type YcsbName = 'A' | 'B' | 'C' | 'D' | 'F'
export type YcsbSpec = { readonly kind: 'ycsb'; readonly name: YcsbName } & ClientsSpec
export type CustomWorkloadSpec = { readonly kind: 'custom' } & MixSpec & ClientsSpec
export type WorkloadSpec = YcsbSpec | CustomWorkloadSpec

/** What the clients of a scenario do. */
export const workload = {
  /**
   * A core workload of the Yahoo! Cloud Serving Benchmark: A half reads, half updates; B 95% reads; C reads only; D 95% reads of mostly new keys,
   * 5% inserts; F half reads, half read-modify-writes. (E scans ranges, which the models here do not have.)
   * Source: Cooper et al., "Benchmarking Cloud Serving Systems with YCSB" (SoCC 2010), section 4.
   */
  ycsb: (name: YcsbName, clients: ClientsSpec = {}): YcsbSpec => ({
    kind: 'ycsb',
    name,
    ...optionsOf('workload.ycsb', clients),
  }),
  /** Any mix of operations, by relative weight. */
  custom: (mix: MixSpec & ClientsSpec): CustomWorkloadSpec => ({
    kind: 'custom',
    ...optionsOf('workload.custom', mix),
  }),
} as const

const YCSB_EXPONENT = 0.99
const weight = number(0, 1_000_000)
const keyCount = whole(1, 1_000_000)
const keysRecord = record('keys', {
  count: withDefault(keyCount, 100, 'Number of keys at the start.'),
  distribution: optional(
    oneOf('uniform', 'zipfian', 'latest'),
    'How a key is chosen.',
    "'zipfian'; 'latest' for YCSB D",
  ),
  exponent: withDefault(number(0, 5), YCSB_EXPONENT, 'Exponent of zipfian and latest.'),
} satisfies FieldsOf<KeysSpec>)
const keys = shorthand(
  keysRecord,
  keyCount,
  (count): Read<typeof keysRecord> => ({
    count,
    distribution: undefined,
    exponent: YCSB_EXPONENT,
  }),
)

const clientFields = {
  clients: withDefault(whole(1, 1_000), 8, 'Number of clients, each one session.'),
  rate: optional(
    number(0.001, 1_000_000, ' operations a second'),
    'Operations a second over all clients, whether or not earlier ones have returned (open loop).',
    'closed loop: each client waits for its answer',
  ),
  think: withDefault(duration, 0, 'Pause of a client between an answer and its next operation.'),
  keys: withDefault(keys, {}, 'Number of keys, or how many and how they are chosen.'),
  valueBytes: withDefault(whole(0, 100_000_000), 100, 'Size of a value, in bytes.'),
  timeout: withDefault(positiveDuration, '1s', 'How long a client waits for an answer.'),
  retries: withDefault(
    whole(0, 100),
    0,
    'How often an operation without an answer is tried again.',
  ),
  operations: optional(whole(1, 1_000_000_000), 'Operations in all.', 'no such end'),
  regions: optional(regionNames, 'Regions of the clients, round robin.', 'those of the model'),
} satisfies FieldsOf<ClientsSpec>

const mixFields = {
  read: withDefault(weight, 0, 'Relative weight of reads.'),
  update: withDefault(weight, 0, 'Relative weight of writes of keys that exist.'),
  insert: withDefault(weight, 0, 'Relative weight of writes of new keys.'),
  readModifyWrite: withDefault(
    weight,
    0,
    'Relative weight of a read and a write that builds on it.',
  ),
  writeThenRead: withDefault(
    weight,
    0,
    'Relative weight of a write and a later read of the same key by the same client.',
  ),
  readAfter: withDefault(
    duration,
    0,
    'Pause between the answer to the write and the read of writeThenRead.',
  ),
} satisfies FieldsOf<MixSpec>

const workloads = union('a workload', {
  ycsb: record('a YCSB workload', {
    name: required(oneOf<YcsbName>('A', 'B', 'C', 'D', 'F'), 'Which core workload.'),
    ...clientFields,
  }),
  custom: record('a workload', { ...mixFields, ...clientFields }),
})

export type CheckedWorkload = Read<typeof workloads>

export const workloadSchema = refined(workloads, (given, path): Result<CheckedWorkload> => {
  if (given.rate !== undefined && given.think > 0) {
    const sentence = `${path}.think has no meaning beside ${path}.rate: an open loop does not wait for answers.`
    return problem('scenario/conflict', sentence)
  }
  if (given.kind === 'custom' && totalWeight(given) === 0) {
    const sentence = `${path} has no operations: one of read, update, insert, readModifyWrite and writeThenRead must be above 0.`
    return problem('scenario/missing-field', sentence)
  }
  return ok(given)
})

export const totalWeight = (mix: Required<MixSpec>): number =>
  mix.read + mix.update + mix.insert + mix.readModifyWrite + mix.writeThenRead

import type { Latency } from '../../network/latency.ts'
import { DEFAULT_TRACE_EVENTS } from '../../trace/recorder.ts'
import { type Duration, duration } from '../schema/duration.ts'
import { type FieldsOf, record, withDefault } from '../schema/record.ts'
import { whole } from '../schema/scalar.ts'
import { type LatencySpec, latencySchema } from './latency.ts'

/** The disks of the nodes. */
export interface DiskSpec {
  /** How long one sync (fsync) takes; 0 makes every write durable at once. Default `'100us'`. */
  readonly sync?: Duration
}

/** How long a node works on one message, one at a time: what bounds its throughput. A time, or a distribution made with `latency`. */
export interface ServiceSpec {
  /** On a client's request. Default 0: a node is never busy. */
  readonly request?: LatencySpec
  /** On a message of another node. Default 0. */
  readonly message?: LatencySpec
}

/** Where a run ends by itself. A limit that is reached is shown with the run. */
export interface LimitsSpec {
  /** Events that the simulation may process. Default 50,000,000. */
  readonly events?: number
  /** Events of the trace that are kept; later ones are counted and hashed into the fingerprint. Default 4,000,000. */
  readonly traceEvents?: number
}

export const DEFAULT_EVENTS = 50_000_000

export const diskSchema = record('disk settings', {
  sync: withDefault(duration, '100us', 'How long one sync (fsync) takes.'),
} satisfies FieldsOf<DiskSpec>)

export const serviceSchema = record('service times', {
  request: withDefault<Latency>(latencySchema, 0, "How long a node works on a client's request."),
  message: withDefault<Latency>(
    latencySchema,
    0,
    'How long a node works on a message of another node.',
  ),
} satisfies FieldsOf<ServiceSpec>)

export const limitsSchema = record('limits', {
  events: withDefault(
    whole(1, 1_000_000_000),
    DEFAULT_EVENTS,
    'Events that the simulation may process; the run ends there and says so.',
  ),
  traceEvents: withDefault(
    whole(0, 50_000_000),
    DEFAULT_TRACE_EVENTS,
    'Events of the trace that are kept.',
  ),
} satisfies FieldsOf<LimitsSpec>)

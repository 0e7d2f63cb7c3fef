import type { Micros } from '../core/clock.ts'
import type { Latency } from '../network/latency.ts'
import type { Impairment, LinkSettings } from '../network/link.ts'
import type { Condition } from '../node/condition.ts'
import type { Model } from '../protocols/model.ts'
import type { CrashKind, EndpointId } from '../trace/event.ts'
import type { ResolvedWorkload } from '../workload/resolved.ts'

/**
 * A scenario with nothing left open: every default filled in, every name a number, every time in microseconds. Made from a spec
 * by `resolve`, which refuses what is wrong; what runs never checks again.
 */
export interface ResolvedScenario {
  readonly seed: number
  readonly model: Model
  /** Names of all endpoints: replicas, the controller if there is one, clients. */
  readonly endpoints: readonly EndpointPlace[]
  readonly network: ResolvedNetwork
  /** How long one sync of a disk takes. */
  readonly syncMicros: Micros
  readonly service: ResolvedService
  /** Absent for a cluster that is driven step by step. */
  readonly workload: ResolvedWorkload | undefined
  /** Of the clients of a cluster that is driven step by step; by default 1 s, no retries, 100 bytes. */
  readonly stepwise?: ClientSettings
  /** In order of time. */
  readonly faults: readonly ResolvedFault[]
  /** Time at the start that figures of steady work leave out; below `durationMicros`, or 0. */
  readonly warmUpMicros: Micros
  /** How long clients issue operations, warm-up included. */
  readonly durationMicros: Micros
  /** How long the run goes on after that, so that replicas may settle. */
  readonly drainMicros: Micros
  readonly limits: ResolvedLimits
}

/** What of a workload concerns each operation. */
export type ClientSettings = Pick<ResolvedWorkload, 'timeoutMicros' | 'retries' | 'valueBytes'>

/** How long a machine works on one message: what bounds its throughput. Machines handle one message at a time. */
export interface ResolvedService {
  /** On a client's request: parsing, planning, running it. */
  readonly request: Latency
  /** On a message of another machine: an entry to append, an acknowledgement. */
  readonly message: Latency
}

export interface EndpointPlace {
  readonly id: EndpointId
  readonly name: string
  readonly kind: 'replica' | 'controller' | 'client'
  /** '' where the scenario names no regions. */
  readonly region: string
}

export interface ResolvedNetwork {
  /** The settings of a directed link, for one kind of message where its name is given. */
  readonly link: (from: EndpointId, to: EndpointId, messageKind?: string) => LinkSettings
  /** The kinds of messages that have settings of their own on some link; none where absent. */
  readonly messageKinds?: readonly string[]
  /** Median one-way delay. */
  readonly distance: (from: EndpointId, to: EndpointId) => Micros
}

export interface ResolvedLimits {
  /** Events of the trace that are kept. */
  readonly traceEvents: number
  /** Events that the queue may process; the run ends there and says so. */
  readonly events: number
}

export interface ResolvedFault {
  readonly at: Micros
  /** How long it lasts; until something else ends it where undefined. */
  readonly forMicros?: Micros
  /** As a person reads it: `crash leader`, `partition n1 | n2 n3`. */
  readonly label: string
  readonly action: FaultAction
}

export type FaultAction =
  | { readonly kind: 'crash'; readonly target: FaultTarget; readonly leaves: CrashKind }
  | { readonly kind: 'restart'; readonly target: FaultTarget }
  | { readonly kind: 'pause'; readonly target: FaultTarget }
  | { readonly kind: 'resume'; readonly target: FaultTarget }
  /** A person makes this replica the leader. */
  | { readonly kind: 'promote'; readonly replica: EndpointId }
  /** Something is wrong with machines from now on. */
  | { readonly kind: 'ail'; readonly target: FaultTarget; readonly wrong: Partial<Condition> }
  | { readonly kind: 'jump-clock'; readonly target: FaultTarget; readonly by: Micros }
  /** Nothing is wrong with these machines any more. */
  | { readonly kind: 'normal'; readonly target: FaultTarget }
  | { readonly kind: 'partition'; readonly groups: readonly (readonly FaultMember[])[] }
  | { readonly kind: 'isolate'; readonly members: readonly FaultMember[] }
  | {
      readonly kind: 'cut-one-way'
      readonly from: readonly FaultMember[]
      readonly to: readonly FaultMember[]
    }
  /** All other replicas fall into two halves that reach only it and their own. */
  | { readonly kind: 'bridge'; readonly over: FaultMember }
  | { readonly kind: 'majorities-ring' }
  | {
      readonly kind: 'impair'
      readonly impairment: Omit<Impairment, 'covers'>
      readonly scope: FaultScope
    }
  /** Ends every fault of the network. */
  | { readonly kind: 'heal' }

/** Whom a fault strikes, decided at the moment when it strikes. */
export type FaultTarget =
  | { readonly kind: 'machines'; readonly ids: readonly EndpointId[] }
  | { readonly kind: FaultWord }
  /** Every replica that is down (for restart) or paused (for resume). */
  | { readonly kind: 'stopped' }

/**
 * Replicas named by what they are when the fault strikes. `followers`: all that run and do not lead; `random`: one that runs, or any where none does;
 * `random minority`: so many that a majority is left, of all.
 */
export type FaultWord = 'leader' | 'followers' | 'random' | 'random minority' | 'all'

/** Who is on one side of a cut. */
export type FaultMember = EndpointId | FaultWord

/** Which messages; everything where both are undefined. */
export interface FaultScope {
  readonly from: readonly FaultMember[] | undefined
  readonly to: readonly FaultMember[] | undefined
  /** Also what goes from `to` to `from`. */
  readonly bothWays: boolean
}

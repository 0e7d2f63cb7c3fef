import type { Micros } from '../core/clock.ts'
import type { EndpointId, KeyId, OperationId } from '../trace/event.ts'
import type { Unit } from '../trace/format.ts'
import type { History } from '../trace/history.ts'
import type { Trace } from '../trace/trace.ts'
import type { LaneParts } from './lane.ts'
import type { Density } from './window.ts'

/**
 * A run that is over, as it is looked at: all that the pictures of it are made from, wherever they are made. Nothing in it is a function of the simulation, so that it can go
 * to another thread and, made smaller, into a file.
 *
 * 1. Endpoints, faults, keys and operations are named by their numbers in trace and history everywhere.
 * 2. A recording that was made smaller (`thinned`) holds a part of the events and of the operations; what it left out is counted, never silently gone.
 */
export interface RecordedRun {
  /** Equal for equal runs; of the whole run, also where the recording was made smaller. */
  readonly fingerprint: string
  /** What the run is called where several are shown: the name in a comparison, else the model's. */
  readonly title: string
  readonly model: string
  readonly seed: number
  /** By endpoint number. */
  readonly places: readonly RecordedPlace[]
  /** By fault number, in order of time. */
  readonly faults: readonly RecordedFault[]
  /** By key number; a key that is not in it is called `k` and its number. */
  readonly keys: readonly string[]
  readonly trace: Trace
  readonly history: History
  /** Warm-up: what figures of steady work leave out. */
  readonly startMicros: Micros
  /** How long clients issued operations, warm-up included. */
  readonly durationMicros: Micros
  /** When the run was over, with the time that replicas had to settle. */
  readonly endMicros: Micros
  /** What the replicas that ran at the end held. */
  readonly held: readonly HeldAtEnd[]
  /** The replicas whose state counts at the end. */
  readonly authorities: readonly EndpointId[]
  /** By key number, the replicas that are to hold it; empty where all hold all. */
  readonly holders: readonly (readonly EndpointId[])[]
  /** The limit that ended the run before its time; undefined as a rule. */
  readonly endedBy: { readonly limit: string; readonly value: number } | undefined
  /** How wrong wall clocks were, in order of time, linear between the readings of a node; empty for a node whose clock was always right. */
  readonly clocks: readonly RecordedClock[]
  /** Undefined where everything is in it. */
  readonly thinned: Thinning | undefined
}

export interface RecordedPlace {
  readonly name: string
  readonly kind: 'replica' | 'controller' | 'client'
  /** '' where the scenario names no regions. */
  readonly region: string
}

export interface RecordedFault {
  readonly at: Micros
  /** As a person reads it: `crash leader`, `partition n1 | n2 n3`. */
  readonly label: string
  /** What kind of fault it is, by the name in the catalogue of faults. */
  readonly kind: string
  /** The nodes that it struck, also those that were drawn; empty where it concerns the network, or never came to strike. */
  readonly nodes: readonly EndpointId[]
  /** Whether messages are dropped under it because of where they come from and go. */
  readonly isCut: boolean
  /** The connections between nodes, from and to, that let nothing through while it holds. */
  readonly cuts: readonly (readonly [from: EndpointId, to: EndpointId])[]
}

/** How far a node's wall clock was ahead of true time at a moment; negative when it was behind. */
export interface RecordedClock {
  readonly node: EndpointId
  readonly time: Micros
  readonly ahead: Micros
}

/** A replica at the end of the run, as metrics and checks need it. */
export interface HeldAtEnd {
  readonly replica: EndpointId
  readonly versions: readonly HeldVersion[]
}

export interface HeldVersion {
  readonly key: KeyId
  readonly operation: OperationId
  /** The writes that went into a merged value; empty where it is one write. */
  readonly merged: readonly OperationId[]
}

/**
 * What a recording that was made smaller left out, and what is kept of the whole.
 *
 * 1. Its operations and messages have numbers of their own, as few as they are; `operationNumbers` and `messageNumbers` say which they have in the run.
 * 2. Figures and states that are computed from its events are those of the part; what stands here is of the whole run.
 */
export interface Thinning {
  /** Of the whole run. */
  readonly events: number
  readonly operations: number
  readonly messages: number
  /** Absent where all of them are kept. The kept ones have numbers of their own. */
  readonly faults?: number
  /** Figures over time of the whole run; absent in recordings that were saved without. */
  readonly figures?: readonly KeptFigure[]
  /** Why: the named limit and its value. */
  readonly limit: { readonly name: string; readonly value: number }
  /** By number here: the number in the run. */
  readonly operationNumbers: Int32Array
  readonly messageNumbers: Int32Array
  /** By number here: how the operation ended (`OperationClass`), as judged in the whole run. */
  readonly endings: Uint8Array
  /** Of each node; their quantities with fewer steps. */
  readonly lanes: readonly LaneParts[]
  /** What the whole run would show from far out, in few bins. */
  readonly densities: {
    readonly messages: Density
    readonly operations: Density
    readonly marks: Density
  }
}

/** A figure over time that a smaller recording keeps of the whole run, in few steps. */
export interface KeptFigure {
  /** Of which chart it is a line. */
  readonly chart: string
  readonly name: string
  readonly unit: Unit
  /** The moments of the first and of the last value; the others lie evenly between. */
  readonly from: Micros
  readonly to: Micros
  /** Rounded; null where there is nothing to tell. */
  readonly values: readonly (number | null)[]
}

import type { Micros } from '../core/clock.ts'
import type { EndpointId, KeyId } from '../trace/event.ts'

/** Which part of a timeline is looked at. */
export interface Window {
  readonly from: Micros
  readonly to: Micros
}

/** What of it is shown; undefined: all. */
export interface Filter {
  /** Endpoints: nodes and clients. A message is shown where both its ends are, an operation where its client is. */
  readonly endpoints?: ReadonlySet<EndpointId>
  readonly key?: KeyId
  /** Kinds of messages, by index into `trace.messageNames`. */
  readonly messageKinds?: ReadonlySet<number>
}

/** Signs that are few enough are shown one by one; else as numbers a bin, which hold the same counts. */
export type Shown = { readonly form: 'each'; readonly ids: Int32Array } | Density

/** Bins that a density has at most, whatever is asked for. */
export const MAXIMUM_BINS = 8_192

/** Counts a bin of time and a group (a client's row, or a pair of lanes), by class. */
export interface Density {
  readonly form: 'density'
  /** When the first bin begins, and how long each is. */
  readonly from: Micros
  readonly binMicros: Micros
  readonly bins: number
  readonly groups: readonly DensityGroup[]
}

export interface DensityGroup {
  /** Of operations: the client, twice. Of messages: sender and receiver. */
  readonly from: EndpointId
  readonly to: EndpointId
  /** By class (`OperationClass`, `MessageFate`): how many began in each bin; undefined where none did. */
  readonly counts: readonly (Uint32Array | undefined)[]
}

import type { EndpointId, KeyId } from '../../trace/event.ts'
import type { EndpointPlace, ResolvedFault } from '../resolved.ts'

/** What the numbers of a run's trace and history are called. */
export interface RunNames {
  /** By endpoint number: nodes, then the controller if there is one, then clients. */
  readonly endpoints: readonly EndpointPlace[]
  /** By fault number. */
  readonly faults: readonly { readonly at: number; readonly label: string }[]
  /** `-` for no endpoint. */
  endpoint(id: EndpointId): string
  key(id: KeyId): string
}

/** @param keyOf name of a key; generated workloads call theirs k0, k1, k2… */
export function createNames(
  endpoints: readonly EndpointPlace[],
  faults: readonly ResolvedFault[],
  keyOf: (key: KeyId) => string = (key) => `k${key}`,
): RunNames {
  return {
    endpoints,
    faults: faults.map(({ at, label }) => ({ at, label })),
    endpoint: (id) => endpoints[id]?.name ?? '-',
    key: keyOf,
  }
}

import type { MachineStatus } from '../../node/machine.ts'
import type { Replica } from '../../protocols/model.ts'
import type { RoleName } from '../../trace/event.ts'
import type { World } from '../world.ts'
import type { RunNames } from './names.ts'

/** A node as it stands: plain data. */
export interface NodeState {
  readonly node: string
  readonly region: string
  readonly status: MachineStatus
  /** Undefined while it is down. */
  readonly role: RoleName | undefined
  /** Term or epoch; 0 where the model has none. */
  readonly term: number
  /** Length of the log and how much of it is committed, where the model has a log. */
  readonly log: { readonly length: number; readonly committed: number } | undefined
  /** What a local read finds, by key; a list where there are siblings. */
  readonly values: Readonly<Record<string, unknown>>
  /** More, by name: hints, vectors, leases. */
  readonly details: Readonly<Record<string, unknown>>
}

/** Every node's state now. */
export const nodeStates = (world: World, names: RunNames): NodeState[] =>
  world.replicas.map((machine) => {
    const { name, region } = world.scenario.endpoints[machine.id]
    const base = { node: name, region, status: machine.status }
    if (machine.running === undefined) {
      return { ...base, role: undefined, term: 0, log: undefined, values: {}, details: {} }
    }
    const state = (machine.running as Replica).inspect()
    const values = [...state.keys()].map((key) => {
      const versions = state.versions(key).map(({ value }) => value)
      return [names.key(key), versions.length === 1 ? versions[0] : versions]
    })
    const { role, term, log, details } = state
    return { ...base, role, term, log, values: Object.fromEntries(values), details }
  })

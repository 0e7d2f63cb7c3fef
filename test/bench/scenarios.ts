import { resolve } from '../../engine/experiment/resolve/resolve.ts'
import type { ResolvedScenario } from '../../engine/experiment/resolved.ts'
import {
  leaderless,
  type ModelSpec,
  majority,
  type ScenarioSpec,
  singleLeader,
  workload,
} from '../../engine/index.ts'

/** Clients that ask for as much as they can: closed loop, no think time. */
export const CLIENTS = 32

/** Mean virtual time of an operation of the leaderless cluster, to let a run take about as many operations as wanted. */
const MICROS_AN_OPERATION = 1_500

export const MODELS: Readonly<Record<string, ModelSpec>> = {
  'leaderless N=3 R=W=2': leaderless(),
  'single leader, majority': singleLeader({ replication: majority() }),
  'single leader, async': singleLeader(),
}

/** All else as the product has it by default: lognormal latencies, ordered links, a sync of 100 us, half reads, half writes, zipfian keys. */
export function specOf(model: ModelSpec, operations: number, traceEvents: number): ScenarioSpec {
  const micros = Math.round((operations * MICROS_AN_OPERATION) / CLIENTS)
  return {
    model,
    workload: workload.ycsb('A', { clients: CLIENTS, keys: { count: 1_000 } }),
    duration: `${micros}us`,
    drain: 0,
    limits: { traceEvents, events: 1_000_000_000 },
  }
}

/** @throws when the engine refuses what is written here */
export function scenarioOf(spec: ScenarioSpec): ResolvedScenario {
  const scenario = resolve(spec)
  if (!scenario.ok) throw new Error(scenario.problem.message)
  return scenario.value
}

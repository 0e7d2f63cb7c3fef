import { Priority } from '../../../engine/core/queue.ts'
import type {
  EndpointPlace,
  ResolvedNetwork,
  ResolvedScenario,
} from '../../../engine/experiment/resolved.ts'
import { World } from '../../../engine/experiment/world.ts'
import { type Latency, medianOf } from '../../../engine/network/latency.ts'
import type { Model } from '../../../engine/protocols/model.ts'
import { Action, type Operation } from '../../../engine/trace/history.ts'
import type { OperationRequest, OperationResult } from '../../../engine/workload/client.ts'
import { startWorkload } from '../../../engine/workload/generator.ts'
import type { ResolvedWorkload } from '../../../engine/workload/resolved.ts'

export interface ScenarioOptions {
  seed?: number
  clients?: number
  /** Of the clients of a bench without a workload. */
  retries?: number
  /** One latency for every link; 1 ms constant unless told. */
  latency?: Latency
  loss?: number
  duplication?: number
  ordered?: boolean
  /** Links of different lengths, in place of the four above. */
  network?: ResolvedNetwork
  syncMicros?: number
  service?: ResolvedScenario['service']
  workload?: ResolvedWorkload
  warmUpMicros?: number
  durationMicros?: number
  drainMicros?: number
  traceEvents?: number
}

const ONE_MILLI: Latency = { kind: 'constant', micros: 1_000 }
const AT_ONCE: Latency = { kind: 'constant', micros: 0 }

/** A resolved scenario around a model, with what a protocol test needs and no spec layer between. */
export function scenarioOf(model: Model, options: ScenarioOptions = {}): ResolvedScenario {
  const { latency = ONE_MILLI, workload } = options
  const link = {
    latency,
    loss: options.loss ?? 0,
    duplication: options.duplication ?? 0,
    ordered: options.ordered ?? true,
  }
  return {
    seed: options.seed ?? 1,
    model,
    endpoints: places(model, workload?.clients ?? options.clients ?? 1),
    network: options.network ?? { link: () => link, distance: () => medianOf(latency) },
    syncMicros: options.syncMicros ?? 0,
    service: options.service ?? { request: AT_ONCE, message: AT_ONCE },
    workload,
    stepwise: { timeoutMicros: 1_000_000, retries: options.retries ?? 0, valueBytes: 100 },
    faults: [],
    warmUpMicros: options.warmUpMicros ?? 0,
    durationMicros: options.durationMicros ?? 10_000_000,
    drainMicros: options.drainMicros ?? 0,
    limits: { traceEvents: options.traceEvents ?? 1_000_000, events: 100_000_000 },
  }
}

function places(model: Model, clients: number): EndpointPlace[] {
  const kinds: EndpointPlace['kind'][] = [
    ...Array.from({ length: model.replicas }, () => 'replica' as const),
    ...(model.createController ? (['controller'] as const) : []),
    ...Array.from({ length: clients }, () => 'client' as const),
  ]
  return kinds.map((kind, id) => ({ id, kind, name: `${kind}${id}`, region: '' }))
}

/** A started world with one verb for each thing that a protocol test does. */
export class Bench {
  readonly world: World

  constructor(model: Model, options: ScenarioOptions = {}) {
    this.world = new World(scenarioOf(model, options))
    this.world.start()
  }

  get now(): number {
    return this.world.clock.now
  }

  advance(micros: number): void {
    this.world.advance(this.now + micros)
  }

  /** Does something at a time from now, before what else is due then. */
  in(micros: number, callback: () => void): void {
    this.world.at(this.now + micros, Priority.fault, callback)
  }

  /** Starts an operation and lets time run until it returns. */
  perform(
    request: OperationRequest,
    client = 0,
  ): { operation: Operation; result: OperationResult } {
    const pending = this.submit(request, client)
    this.world.advance(this.now + 60_000_000, () => pending.result !== undefined)
    if (pending.result === undefined) throw new Error('The operation never returned.')
    return { operation: this.world.history.at(pending.result.id), result: pending.result }
  }

  /** Starts an operation and leaves time where it is. */
  submit(request: OperationRequest, client = 0): { result: OperationResult | undefined } {
    const pending: { result: OperationResult | undefined } = { result: undefined }
    this.world.clients[client].perform(request, (result) => {
      pending.result = result
    })
    return pending
  }

  write(key: number, value: unknown, more: Partial<OperationRequest> = {}, client = 0): Operation {
    return this.perform({ action: Action.write, key, value, ...more }, client).operation
  }

  read(key: number, more: Partial<OperationRequest> = {}, client = 0): Operation {
    return this.perform({ action: Action.read, key, ...more }, client).operation
  }
}

/** Runs a workload to its end, drain included. */
export function runWorkload(model: Model, options: ScenarioOptions): World {
  const scenario = scenarioOf(model, options)
  const world = new World(scenario)
  world.start()
  if (scenario.workload !== undefined) {
    startWorkload({
      workload: scenario.workload,
      clients: world.clients,
      clock: world.clock,
      random: world.generator('workload'),
      untilMicros: scenario.durationMicros,
    })
  }
  world.advance(scenario.durationMicros + scenario.drainMicros)
  return world
}

export const ycsbA: ResolvedWorkload = {
  clients: 8,
  arrival: { kind: 'closed', thinkMicros: 0 },
  mix: { read: 0.5, update: 0.5, insert: 0, readModifyWrite: 0, writeThenRead: 0 },
  readAfterMicros: 0,
  keys: { count: 1_000, distribution: 'zipfian', exponent: 0.99 },
  valueBytes: 100,
  timeoutMicros: 1_000_000,
  retries: 0,
  operations: Number.POSITIVE_INFINITY,
}

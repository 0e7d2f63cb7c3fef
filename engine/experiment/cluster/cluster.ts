import type { RunKnowledge } from '../../check/run/knowledge.ts'
import type { Micros } from '../../core/clock.ts'
import type { Result } from '../../core/result.ts'
import type { RecordedRun } from '../../timeline/recorded-run.ts'
import type { LineChart } from '../../trace/chart/chart.ts'
import type { EndpointId } from '../../trace/event.ts'
import { ACTION_NAMES, type History, OUTCOME_NAMES } from '../../trace/history.ts'
import { measure } from '../../trace/metrics/measure.ts'
import { displaySymbol, type Table } from '../../trace/table.ts'
import type { Trace } from '../../trace/trace.ts'
import type { OperationResult } from '../../workload/client.ts'
import type { Displayable, DisplayBundle } from '../display.ts'
import { FaultInjector } from '../fault-injector.ts'
import { toRecipe } from '../recipe.ts'
import { resolveCluster } from '../resolve/cluster.ts'
import { resolveFault } from '../resolve/fault.ts'
import { labelOf } from '../resolve/fault-label.ts'
import type { Names } from '../resolve/names.ts'
import type { ResolvedFault } from '../resolved.ts'
import { factsOf } from '../run/facts.ts'
import { nodeStates } from '../run/final-state.ts'
import { knowledgeOf } from '../run/knowledge.ts'
import { limitText } from '../run/limits.ts'
import { createNames, type RunNames } from '../run/names.ts'
import { recordRun } from '../run/recording.ts'
import { orThrow } from '../scenario-error.ts'
import { type Duration, positiveDuration } from '../schema/duration.ts'
import { toPlain } from '../schema/plain.ts'
import { problem, refuse } from '../schema/refusal.ts'
import { clusterSchema } from '../spec/cluster.ts'
import { type CheckedFault, faultSchema } from '../spec/fault-schema.ts'
import type { FaultKindSpec } from '../spec/fault-spec.ts'
import { FaultsAt } from '../spec/faults.ts'
import type { ModelTraits } from '../spec/models/kind.ts'
import type { ClusterSpec } from '../spec/scenario.ts'
import type { LagOptions } from '../view/lag.ts'
import type { OperationsOptions } from '../view/operations.ts'
import type { TimelineOptions } from '../view/options.ts'
import type { RunTimeline } from '../view/run-timeline.ts'
import { type RunViews, viewsOf } from '../view/run-views.ts'
import { World } from '../world.ts'
import { KeyTable } from './keys.ts'
import { OperationOutcome, PendingOperation, reasonOf } from './operation.ts'
import {
  type NamedRequest,
  type ReadOptions,
  readRequest,
  type WriteOptions,
  writeRequest,
} from './request.ts'
import { ClusterState } from './state.ts'

/** Starts a cluster that is driven step by step. @throws {ScenarioError} with one sentence when it cannot be */
export function cluster(spec: ClusterSpec): Cluster {
  return new Cluster(spec)
}

/** An operation for `submit`. */
export type Submission =
  | ({ readonly read: string } & ReadOptions)
  | ({ readonly write: string; readonly value: unknown } & WriteOptions)

/**
 * A cluster in your hands: nothing happens on it but what you do, and time passes only with `advance` and while an operation is waited for.
 * Its faults (`crash`, `partition`, `heal`…) are those of `faults.at`, struck now. What cannot be is refused with a `ScenarioError`.
 */
export class Cluster extends FaultsAt<Cluster> implements Displayable, RunViews {
  /** The spec as it was given, as plain JSON. */
  readonly scenario: unknown
  readonly #world: World
  readonly #names: Names
  readonly #traits: ModelTraits
  readonly #keys = new KeyTable()
  readonly #injector: FaultInjector
  readonly #faults: ResolvedFault[] = []

  constructor(spec: ClusterSpec) {
    super((fault) => this.#strike(fault))
    const plain = orThrow(toPlain(spec))
    const { scenario, names, traits } = orThrow(
      resolveCluster(orThrow(clusterSchema.read(plain, ''))),
    )
    this.scenario = toRecipe(plain)
    this.#world = new World(scenario)
    this.#world.history.isStepwise = true
    this.#names = names
    this.#traits = traits
    this.#injector = new FaultInjector(this.#world)
    this.#world.start()
  }

  /** Virtual time since the start, in microseconds. */
  get now(): Micros {
    return this.#world.clock.now
  }

  /** Every operation so far. */
  get history(): History {
    return this.#world.history
  }

  /** Every event so far. */
  get trace(): Trace {
    return this.#world.recorder.take()
  }

  /** Hash of all that has happened: equal for equal steps on equal clusters. */
  get fingerprint(): string {
    return this.trace.fingerprint
  }

  /** What the numbers of history and trace are called. */
  get names(): RunNames {
    const keyOf = (key: number) => this.#keys.name(key)
    return createNames(this.#world.scenario.endpoints, this.#faults, keyOf)
  }

  /** What the checks of all that has happened so far are given. */
  get knowledge(): RunKnowledge {
    const { trace, names } = this
    const facts = factsOf(this.#world, trace)
    const faults = [...this.#faults]
    return knowledgeOf({ world: this.#world, facts, metrics: measure(facts), names, faults })
  }

  /** All that pictures of what has happened so far are made from. Anew each time: more may happen. */
  get recording(): RecordedRun {
    const { trace, names } = this
    const facts = factsOf(this.#world, trace)
    const { strikes } = this.#injector
    const faults = [...this.#faults]
    return recordRun({ world: this.#world, facts, names, faults, strikes, keys: this.#keys.all })
  }

  /** Writes a value and waits for the answer. */
  write(key: string, value: unknown, options?: WriteOptions): OperationOutcome {
    return this.#await(this.#begin(writeRequest(key, value, options, this.#parts)))
  }

  /** Reads a key and waits for the answer. */
  read(key: string, options?: ReadOptions): OperationOutcome {
    return this.#await(this.#begin(readRequest(key, options, this.#parts)))
  }

  /** Starts an operation and does not wait: `submit({ write: 'x', value: 1, to: 'n1' })`, `submit({ read: 'x' })`. */
  submit(submission: Submission): PendingOperation {
    if (typeof submission !== 'object' || submission === null) {
      orThrow(refuse('submit', submission, 'an object of read, or of write and value'))
    }
    if ('write' in submission) {
      const { write, value, ...options } = submission
      return this.#begin(writeRequest(write, value, options, this.#parts))
    }
    const { read, ...options } = submission
    return this.#begin(readRequest(read, options, this.#parts))
  }

  /** Lets time pass. */
  advance(time: Duration): this {
    const micros = orThrow(positiveDuration.read(time, 'time'))
    this.#world.advance(this.now + micros)
    this.#checkLimit()
    return this
  }

  /** How the nodes stand now. */
  state(): ClusterState {
    return new ClusterState(this.now, nodeStates(this.#world, this.names))
  }

  /**
   * What has happened so far along time: who was what, what was asked, which messages were under way. All of it, or a part: `c.timeline({ from: '10ms', nodes: ['n1', 'n2'], key: 'x' })`.
   * @throws {ScenarioError} with one sentence when an option cannot be
   */
  timeline(options?: TimelineOptions): RunTimeline {
    return viewsOf(this.recording).timeline(options)
  }

  /**
   * Replication lag along time so far: how far each replica was behind, as the age (ms) of the oldest write that was readable elsewhere and had not arrived there. All of it, or a part: `c.lag({ from: '2s', to: '3s', nodes: ['n2'] })`.
   * @throws {ScenarioError} with one sentence when an option cannot be
   */
  lag(options?: LagOptions): LineChart {
    return viewsOf(this.recording).lag(options)
  }

  /**
   * Every node at a moment that is past, replayed from the trace; `state()` is how the nodes stand now.
   * @param at time since the start: `'20ms'`, or milliseconds
   * @throws {ScenarioError} when there is no such moment yet
   */
  states(at: Duration): Table {
    return viewsOf(this.recording).states(at)
  }

  /**
   * The operations so far with how each ended, or those that fit: `c.operations({ key: 'x' })`. What is said to be lost is so now: it may yet be found.
   * @throws {ScenarioError} with one sentence when an option cannot be
   */
  operations(options?: OperationsOptions): Table {
    return viewsOf(this.recording).operations(options)
  }

  [displaySymbol](): DisplayBundle {
    return this.state()[displaySymbol]()
  }

  get #parts() {
    return { world: this.#world, names: this.#names, traits: this.#traits, keys: this.#keys }
  }

  #begin(named: Result<NamedRequest>): PendingOperation {
    const { client, request } = orThrow(named)
    const key = this.#keys.name(request.key)
    const clientName = this.#names.nameOf(client.id)
    const pending = new PendingOperation(ACTION_NAMES[request.action], key, clientName)
    client.perform(request, (result) => {
      pending.result = this.#outcome(pending, result)
    })
    return pending
  }

  /** Lets time pass until the operation returns, which it does at its timeout at the latest. */
  #await(pending: PendingOperation): OperationOutcome {
    this.#world.advance(Number.MAX_SAFE_INTEGER, () => !pending.isOpen)
    this.#checkLimit()
    return pending.result!
  }

  #outcome(pending: PendingOperation, result: OperationResult): OperationOutcome {
    const { history } = this.#world
    const operation = history.at(result.id)
    const { action, key, client } = pending
    const found = (result.reply?.versions ?? []).map((version) => version.value)
    const values = action === 'write' ? [operation.value] : found
    const view = {
      action,
      key,
      client,
      outcome: OUTCOME_NAMES[result.outcome],
      reason: reasonOf(result, action, (id) => this.#nodeName(id)),
      value: values[0],
      values,
      latency: operation.returned - operation.invoked,
      node: this.#nodeName(operation.node),
    }
    return new OperationOutcome(view, result, this.#world)
  }

  #nodeName(id: EndpointId): string | undefined {
    return id < 0 ? undefined : this.#names.nameOf(id)
  }

  #strike(fault: FaultKindSpec): this {
    const plain = orThrow(toPlain({ ...fault, at: 0, every: undefined }, 'fault'))
    const checked = orThrow(faultSchema.read(plain, 'fault')) as CheckedFault
    const parts = { names: this.#names, traits: this.#traits }
    const action = orThrow(resolveFault(checked, parts, 'fault'))
    const forMicros = 'for' in checked ? checked.for : undefined
    const label = labelOf({ action, forMicros }, this.#names)
    const struck = { at: this.now, forMicros, label, action }
    this.#injector.strikeNow(this.#faults.push(struck) - 1, struck)
    return this
  }

  #checkLimit(): void {
    const { endedBy } = this.#world
    if (endedBy === undefined) return
    const sentence = `The cluster has come to its limit of ${limitText(endedBy)} and goes no further.`
    orThrow(problem('scenario/limit-reached', sentence))
  }
}

import type { RecordedRun } from '../../timeline/recorded-run.ts'
import type { LineChart } from '../../trace/chart/chart.ts'
import type { Table } from '../../trace/table.ts'
import type { Duration } from '../schema/duration.ts'
import { type LagOptions, lagChart } from './lag.ts'
import { type OperationsOptions, operationsTable } from './operations.ts'
import type { TimelineOptions } from './options.ts'
import { RunTimeline } from './run-timeline.ts'
import { statesTable } from './states.ts'

/** What can be shown of anything that has a recording: a run, a cluster as far as it has come. */
export interface RunViews {
  /**
   * What happened along time: who was what, what clients asked, which messages were under way, faults. All of it, or from one moment to another, of some nodes, of one
   * key: `run.timeline({ from: '2s', to: '2.5s', nodes: ['n1', 'n2'], key: 'k7' })`.
   * @throws {ScenarioError} with one sentence when an option cannot be
   */
  timeline(options?: TimelineOptions): RunTimeline
  /**
   * Replication lag along time: how far each replica was behind, as the age (ms) of the oldest write that was readable elsewhere and had not arrived there. All of it, or a part:
   * `run.lag({ from: '2s', to: '3s', nodes: ['n2'] })`.
   * @throws {ScenarioError} with one sentence when an option cannot be
   */
  lag(options?: LagOptions): LineChart
  /**
   * Every node at one moment: status, role, term, log, hints, clock and the values of keys, replayed from the trace; `≠` marks what replicas do not hold alike.
   * @param at time since the start of the run: `'2s'`, or milliseconds
   * @throws {ScenarioError} when there is no such moment
   */
  states(at: Duration): Table
  /**
   * The operations of all clients, or those that fit: `run.operations({ ending: ['lost', 'stale'] })`, `run.operations({ key: 'k7', from: '2s' })`.
   * @throws {ScenarioError} with one sentence when an option cannot be
   */
  operations(options?: OperationsOptions): Table
}

export const viewsOf = (recording: RecordedRun): RunViews => ({
  timeline: (options) => new RunTimeline([{ name: undefined, recording }], options),
  lag: (options) => lagChart(recording, options),
  states: (at) => statesTable(recording, at),
  operations: (options = {}) => operationsTable(recording, options),
})

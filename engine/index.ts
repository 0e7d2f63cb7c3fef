/** The public surface of the engine: what a cell imports as `replilab`, named one by one. */

// Histories from elsewhere, and to elsewhere.
export { checkImported } from './check/check-imported.ts'
export { toEdn } from './check/export/to-edn.ts'
export { toJsonLines } from './check/export/to-json-lines.ts'
export { HISTORY_FORMATS, type HistoryFormat } from './check/import/detect-format.ts'
export { HistoryError } from './check/import/history-error.ts'
export {
  type ImportedHistory,
  importHistory,
  readHistory,
} from './check/import/import-history.ts'
export { HISTORY_MODELS, type HistoryModel } from './check/import/models.ts'
export type { ImportOptions } from './check/import/options.ts'
export type { Evidence } from './check/run/evidence.ts'
export type { Fate } from './check/run/fate.ts'
export type { HintEvidence } from './check/run/hint-evidence.ts'
export type { MessageEvidence } from './check/run/message-evidence.ts'
export type { MissingWrite, Proof, Stopped, Verdict } from './check/verdict.ts'
// How well numbers from independent trials are known.
export {
  type Interval,
  meanInterval,
  quantileInterval,
  shareInterval,
} from './core/intervals.ts'
export { fail, ok, type Problem, type Result } from './core/result.ts'
export {
  type Check,
  check,
  type HistoryCheck,
  type ReplicaCheck,
} from './experiment/check/check.ts'
export type { Ladder } from './experiment/check/ladder.ts'
export type { CheckLimits, CheckOptions, StalenessOptions } from './experiment/check/options.ts'
export type { OperationRow } from './experiment/check/rows.ts'
export type { Checkable } from './experiment/check/subject.ts'
export type { CheckVerdict } from './experiment/check/verdict.ts'
export { type Cluster, cluster, type Submission } from './experiment/cluster/cluster.ts'
export type {
  OperationOutcome,
  OperationView,
  PendingOperation,
} from './experiment/cluster/operation.ts'
export type { ReadOptions, WriteOptions } from './experiment/cluster/request.ts'
export type { ClusterState } from './experiment/cluster/state.ts'
export { compare } from './experiment/compare/compare.ts'
export type { Comparison } from './experiment/compare/comparison.ts'
export type { ReplicatedComparison } from './experiment/compare/replicated.ts'
// To show values, and for hosts.
export type { Displayable, DisplayBundle, DisplayRoom } from './experiment/display.ts'
export type { TraceExportOptions } from './experiment/export/options.ts'
export { toChromeTrace, toShiViz } from './experiment/export/trace.ts'
export { describeFaults, type FaultReference, faultsPage } from './experiment/fault-reference.ts'
export { observeRuns, type RunObserver } from './experiment/poll.ts'
export { describeCluster, describeScenario, type FieldReference } from './experiment/reference.ts'
export type { Estimate } from './experiment/replicate/estimate.ts'
export type { MetricSpec, ReplicateOptions } from './experiment/replicate/options.ts'
export { replicate } from './experiment/replicate/replicate.ts'
export type {
  MeasuredMetric,
  Replicates,
  ReplicatesRecipe,
} from './experiment/replicate/replicates.ts'
export { type Axes, type PointOf, sweep } from './experiment/replicate/sweep.ts'
export type { Sweep, SweepPoint } from './experiment/replicate/swept.ts'
export { resolve } from './experiment/resolve/resolve.ts'
export type { ResolvedScenario } from './experiment/resolved.ts'
export type { NodeState } from './experiment/run/final-state.ts'
export type { ReachedLimit } from './experiment/run/limits.ts'
export { MAIN_METRICS, type MainMetric } from './experiment/run/main-metrics.ts'
export type { RunNames } from './experiment/run/names.ts'
// What a run is.
export type { Run } from './experiment/run/run.ts'
export type { RunSummary, SummaryMetric } from './experiment/run/summary.ts'
export { ScenarioError } from './experiment/scenario-error.ts'
// What a scenario is.
export type { Duration } from './experiment/schema/duration.ts'
// Run: one scenario, several side by side, or one cluster step by step.
export { simulate } from './experiment/simulate.ts'
export type {
  FaultKindSpec,
  FaultSpec,
  Intensity,
  Lasting,
  Loses,
  RandomFaultsSpec,
  RandomKind,
  RepetitionSpec,
  ScopeSpec,
  SlownessSpec,
} from './experiment/spec/fault-spec.ts'
export { type FaultsAt, faults } from './experiment/spec/faults.ts'
// The network, the clients, and what goes wrong.
export { type DistributionSpec, type LatencySpec, latency } from './experiment/spec/latency.ts'
export type { ApplierSpec } from './experiment/spec/models/applier.ts'
export {
  type CustomModelSpec,
  defineModel,
  type ModelDefinition,
} from './experiment/spec/models/custom.ts'
export {
  type DetectorSpec,
  fixedTimeout,
  type PhiAccrualOptions,
  phiAccrual,
} from './experiment/spec/models/detector.ts'
export {
  type FailoverSpec,
  type MostUpToDateOptions,
  manual,
  mostUpToDate,
  noFailover,
  type VoteOptions,
  vote,
} from './experiment/spec/models/failover.ts'
export {
  type LeaderlessOptions,
  type LeaderlessSpec,
  leaderless,
} from './experiment/spec/models/leaderless.ts'
// How data is replicated.
export type { ModelSpec } from './experiment/spec/models/model.ts'
export {
  type MultiLeaderOptions,
  type MultiLeaderSpec,
  multiLeader,
} from './experiment/spec/models/multi-leader.ts'
export {
  async,
  type InSyncOptions,
  inSync,
  majority,
  type ReplicationSpec,
  type SemiSyncOptions,
  semiSync,
  sync,
} from './experiment/spec/models/replication.ts'
export {
  keepSiblings,
  lastWriterWins,
  type MergeFunction,
  merge,
  type ResolutionSpec,
} from './experiment/spec/models/resolution.ts'
export {
  type SingleLeaderOptions,
  type SingleLeaderSpec,
  singleLeader,
} from './experiment/spec/models/single-leader.ts'
export type { LinkSpec, NetworkSpec } from './experiment/spec/network.ts'
export { regions } from './experiment/spec/region-links.ts'
export type { ClusterSpec, ScenarioSpec } from './experiment/spec/scenario.ts'
export type { DiskSpec, LimitsSpec, ServiceSpec } from './experiment/spec/settings.ts'
export {
  type ClientsSpec,
  type KeysSpec,
  type MixSpec,
  type WorkloadSpec,
  workload,
  type YcsbName,
} from './experiment/spec/workload.ts'
export type { LagOptions } from './experiment/view/lag.ts'
// Looking at a run.
export type { OperationEnding, OperationsOptions } from './experiment/view/operations.ts'
export type { TimelineOptions } from './experiment/view/options.ts'
export type { RunTimeline } from './experiment/view/run-timeline.ts'
export type { RunViews } from './experiment/view/run-views.ts'
export { HEADER_BYTES, type Message } from './network/message.ts'
// For a model of one's own.
export type { NodeContext } from './node/context.ts'
export { DurableCell, DurableLog, DurableTable } from './node/durable.ts'
export type { Process } from './node/machine.ts'
export {
  type ClientReply,
  type ClientRequest,
  type ReadLevel,
  readReply,
  type StoredVersion,
  type WriteLevel,
  writeReply,
} from './protocols/client.ts'
export type {
  LiveReplica,
  Model,
  Replica,
  ReplicaState,
  Router,
  RouterContext,
} from './protocols/model.ts'
export { LineChart, lineChart } from './trace/chart/chart.ts'
export type { AxisOptions, LineChartOptions, Series } from './trace/chart/options.ts'
export { type EndpointId, EventKind, type KeyId, type OperationId } from './trace/event.ts'
export { formatBytes, formatDuration, formatNumber, formatShare } from './trace/format.ts'
export type { History, Operation, OutcomeName } from './trace/history.ts'
export type { Metrics } from './trace/metrics/measure.ts'
export { TABLE_MIME_TYPE, Table, table } from './trace/table.ts'
export { type Cell, cellText } from './trace/table-cell.ts'
export type { Column } from './trace/table-shape.ts'
export type { EventVisitor, Trace, TraceEvent } from './trace/trace.ts'
export { ENGINE_VERSION } from './version.ts'

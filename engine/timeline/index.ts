/** The public face of timelines: what a page imports to look at a run, named one by one. */

export { eventText } from '../trace/export/event-text.ts'
export { formatMoment } from '../trace/format.ts'
export { visibleText } from '../trace/visible-text.ts'
export { buildTimeline } from './build.ts'
export {
  type ExplainedMessage,
  type Explanation,
  explain,
  MAXIMUM_EXPLAINED_MESSAGES,
} from './explain.ts'
export { decodeRecording, encodeRecording } from './file/recording-text.ts'
export {
  type DifferingEvent,
  type FirstDifference,
  firstDifference,
  sentenceOf,
} from './first-difference.ts'
export { JUDGED, type Judgement, judge } from './judge.ts'
export { keptSeries } from './kept-figures.ts'
export { factsOfRecording, knowledgeOfRecording, namesOfRecording, tracedOf } from './knowledge.ts'
export {
  type Notable,
  type NotableKind,
  nextNotable,
  notablesOf,
  previousNotable,
} from './notable.ts'
export { operationWordings, shownValue } from './operation-words.ts'
export { piecesOf, RecordingAssembly, type RecordingPiece } from './pieces.ts'
export { readTransfer } from './read-transfer.ts'
export type {
  HeldAtEnd,
  HeldVersion,
  KeptFigure,
  RecordedClock,
  RecordedFault,
  RecordedPlace,
  RecordedRun,
  Thinning,
} from './recorded-run.ts'
export type { Causality, Knowledge, WriteName } from './replay/causality.ts'
export {
  type ChangedPart,
  changesBetween,
  MAXIMUM_CHANGES,
  type StateChange,
} from './replay/changes.ts'
export { type Differences, differencesAt, type LogDifference } from './replay/differences.ts'
export type { LogEntry } from './replay/log-track.ts'
export type { StatusAt } from './replay/node-replay.ts'
export { positionAfter, positionAt, positionBefore } from './replay/positions.ts'
export { type Replay, replay, STATE_EVENTS } from './replay/replay.ts'
export {
  type ClusterAt,
  type HintAt,
  type LogAt,
  type NodeAt,
  stateAfter,
  stateAt,
} from './replay/state.ts'
export type { VersionAt } from './replay/version-set.ts'
export {
  availabilitySeries,
  conflictSeries,
  DEFAULT_SERIES_BINS,
  divergenceSeries,
  lagSeries,
  latencySeries,
  type Series,
  staleReadSeries,
  throughputSeries,
} from './series.ts'
export { showMarks, showMessages, showOperations } from './show.ts'
export { clockAheadAt, linearAt, spanAt, valueAt } from './steps.ts'
export { DEFAULT_RECORDING_BYTES, thin } from './thin/thin.ts'
export {
  type ClientLane,
  type FaultSpan,
  type Health,
  MarkKind,
  type Marks,
  MessageFate,
  type MessageLines,
  type NodeLane,
  type NodeSpan,
  type OperationBars,
  OperationClass,
  type Steps,
  type Timeline,
} from './timeline.ts'
export { fromTransfer, type TransferredRun, toTransfer } from './transfer.ts'
export {
  type Density,
  type DensityGroup,
  type Filter,
  MAXIMUM_BINS,
  type Shown,
  type Window,
} from './window.ts'

/** The public face of timelines: what a page imports to look at a run, named one by one. */

export { buildTimeline } from './build.ts'
export { factsOfRecording, knowledgeOfRecording, namesOfRecording, tracedOf } from './knowledge.ts'
export type {
  HeldAtEnd,
  HeldVersion,
  RecordedClock,
  RecordedFault,
  RecordedPlace,
  RecordedRun,
  Thinning,
} from './recorded-run.ts'
export { MAXIMUM_BINS, showMarks, showMessages, showOperations } from './show.ts'
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
export type { Density, DensityGroup, Filter, Shown, Window } from './window.ts'

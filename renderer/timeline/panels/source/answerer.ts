import {
  buildTimeline,
  type Explanation,
  explain,
  type RecordedRun,
  type Replay,
  replay,
  type Timeline,
} from '../../../../engine/timeline/index.ts'
import { type ChartQuestion, type ChartSeries, chartOf } from '../charts/chart-data.ts'
import { type ChangeQuestion, changeBeside } from '../inspector/changes.ts'
import { type Inspection, type InspectionQuestion, inspect } from '../inspector/inspection.ts'
import { operationsCsv } from '../operations/operation-csv.ts'
import type { OperationFilter } from '../operations/operation-filter.ts'
import { type OperationOrder, orderOperations } from '../operations/operation-order.ts'

/**
 * Answers what panels ask of a run where an answer takes longer than a frame may: beside the page, in a worker. What it needs is computed when it is first asked for.
 *
 * 1. Questions and answers are what a structured clone keeps.
 */
export class Answerer {
  private readonly run: RecordedRun
  private known: { timeline?: Timeline; replay?: Replay } = {}

  constructor(run: RecordedRun) {
    this.run = run
  }

  inspect(question: InspectionQuestion): Inspection {
    return inspect(this.replay, question)
  }

  changeBeside(question: ChangeQuestion): number | undefined {
    return changeBeside(this.run, question)
  }

  orderOperations(filter: OperationFilter, order: OperationOrder): Int32Array {
    return orderOperations(this.timeline, filter, order)
  }

  /** As a blob, which goes to the page without a copy. */
  operationsCsv(filter: OperationFilter, order: OperationOrder): Blob {
    const ids = this.orderOperations(filter, order)
    return new Blob([operationsCsv(this.timeline, ids)], { type: 'text/csv' })
  }

  chart(question: ChartQuestion): readonly ChartSeries[] {
    return chartOf(this.timeline, () => this.replay, question)
  }

  /** Why an operation ended as it did. */
  explain(operation: number): Explanation {
    return explain(this.timeline, operation)
  }

  private get timeline(): Timeline {
    this.known.timeline ??= buildTimeline(this.run)
    return this.known.timeline
  }

  private get replay(): Replay {
    this.known.replay ??= replay(this.run)
    return this.known.replay
  }
}

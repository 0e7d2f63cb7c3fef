import type { EventColumns } from '../../trace/columns.ts'
import type { HistoryParts } from '../../trace/history.ts'
import type { Trace } from '../../trace/trace.ts'
import type { RecordedRun } from '../recorded-run.ts'
import type { ThinnedParts } from './code-thinning.ts'

/** Everything in a recording that is many numbers. */
export interface RecordedNumbers {
  readonly history: HistoryParts
  readonly columns: EventColumns
  readonly carried: Trace['carried']
  readonly held: RecordedRun['held']
  readonly holders: RecordedRun['holders']
  readonly thinned: ThinnedParts | undefined
  readonly places: RecordedRun['places']
}

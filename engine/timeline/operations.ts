import { EventKind } from '../trace/event.ts'
import { type History, Outcome } from '../trace/history.ts'
import { findLostWrites } from '../trace/metrics/lost-writes.ts'
import { findStaleReads } from '../trace/metrics/stale-reads.ts'
import type { Trace } from '../trace/trace.ts'
import { factsOfRecording } from './knowledge.ts'
import type { RecordedRun } from './recorded-run.ts'
import { type OperationBars, OperationClass } from './timeline.ts'

/** Every operation of a recording as a bar, with the worst that can be said of it. The columns are those of the history where these say it. */
export function layOperations(recorded: RecordedRun): OperationBars {
  const { history } = recorded
  const { length } = history
  return {
    length,
    invoked: history.invoked.subarray(0, length),
    returned: history.returned.subarray(0, length),
    session: history.session.subarray(0, length),
    action: history.action.subarray(0, length),
    key: history.key.subarray(0, length),
    ending: recorded.thinned?.endings ?? endingsOf(recorded),
    node: history.node.subarray(0, length),
  }
}

/** By outcome. */
const ENDINGS: Readonly<Record<number, OperationClass>> = {
  [Outcome.ok]: OperationClass.ok,
  [Outcome.fail]: OperationClass.failed,
  [Outcome.unknown]: OperationClass.unknown,
  [Outcome.open]: OperationClass.open,
}

/** What a later line says outweighs an earlier one. The warm-up is judged as all else: it is in the picture too. */
function endingsOf(recorded: RecordedRun): Uint8Array {
  const { history, trace, endMicros } = recorded
  const facts = { ...factsOfRecording(recorded), startMicros: 0, durationMicros: endMicros }
  const endings = plainEndings(history)
  markConflicting(trace, endings)
  for (const { read } of findStaleReads(facts)) endings[read] = OperationClass.stale
  for (const write of findLostWrites(facts) ?? []) endings[write] = OperationClass.lost
  return endings
}

function plainEndings({ length, outcome }: History): Uint8Array {
  const endings = new Uint8Array(length)
  for (let id = 0; id < length; id++) endings[id] = ENDINGS[outcome[id]]
  return endings
}

/** Both writes of a conflict; one whose outcome nobody knows stays so. */
function markConflicting(trace: Trace, endings: Uint8Array): void {
  trace.eachOf([EventKind.conflict], ({ operation, a }, index) => {
    for (const write of [operation[index], a[index]]) {
      if (endings[write] === OperationClass.ok) endings[write] = OperationClass.conflicting
    }
  })
}

import { formatDuration } from '../../../../engine/index.ts'
import { OPERATION_STYLES, READ } from '../../../../engine/timeline/draw/index.ts'
import { formatMoment, namesOfRecording, type Timeline } from '../../../../engine/timeline/index.ts'

/** An operation as a row of a table, in words. */
export interface OperationRow {
  readonly id: number
  /** What it is called in the run, of which the recording may hold a part. */
  readonly number: number
  readonly client: string
  readonly action: 'read' | 'write'
  readonly key: string
  /** What was written, or what a read found; '' where it found nothing or has not ended. */
  readonly value: string
  readonly called: string
  readonly took: string
  readonly ended: string
  /** `OperationClass` */
  readonly ending: number
  readonly node: string
}

const MOST_CHARACTERS = 40

export function operationRow(timeline: Timeline, id: number): OperationRow {
  const { operations, clients, run } = timeline
  const { session, action, key, invoked, returned, ending, node } = operations
  const names = namesOfRecording(run)
  const took = returned[id] - invoked[id]
  return {
    id,
    number: run.thinned?.operationNumbers[id] ?? id,
    client: clients[session[id]]?.name ?? `session ${session[id]}`,
    action: action[id] === READ ? 'read' : 'write',
    key: names.key(key[id]),
    value: valueText(run.history.at(id).value),
    called: formatMoment(invoked[id]),
    took: Number.isFinite(took) ? formatDuration(took) : 'still waits',
    ended: OPERATION_STYLES[ending[id]].name,
    ending: ending[id],
    node: node[id] < 0 ? '' : names.endpoint(node[id]),
  }
}

function valueText(value: unknown): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : String(JSON.stringify(value))
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`
}

import { OPERATION_STYLES } from '../../../../engine/timeline/draw/index.ts'
import { namesOfRecording, type Timeline } from '../../../../engine/timeline/index.ts'
import { type TableColumn, toCsv } from '../../../output/table-data.ts'

const column = (name: string, unit?: string): TableColumn => ({ name, unit, isRight: false })

/** Times in microseconds of the run, so that nothing is rounded. */
const COLUMNS = [
  column('operation'),
  column('client'),
  column('action'),
  column('key'),
  column('value'),
  column('called', 'µs'),
  column('returned', 'µs'),
  column('took', 'µs'),
  column('ended'),
  column('answered by'),
]

/** Operations as CSV, in the order that is given. */
export function operationsCsv(timeline: Timeline, ids: Int32Array): string {
  const { operations, clients, run } = timeline
  const { session, invoked, returned, ending, node } = operations
  const names = namesOfRecording(run)
  const rows = Array.from(ids, (id) => {
    const { action, key, value } = run.history.at(id)
    const isOver = Number.isFinite(returned[id])
    return [
      run.thinned?.operationNumbers[id] ?? id,
      clients[session[id]]?.name ?? '',
      action,
      names.key(key),
      value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value),
      invoked[id],
      isOver ? returned[id] : '',
      isOver ? returned[id] - invoked[id] : '',
      OPERATION_STYLES[ending[id]].name,
      node[id] < 0 ? '' : names.endpoint(node[id]),
    ]
  })
  return toCsv({ columns: COLUMNS, rows })
}

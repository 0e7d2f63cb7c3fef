import { OPERATION_STYLES } from '../../timeline/draw/index.ts'
import { namesOfRecording } from '../../timeline/knowledge.ts'
import { layOperations } from '../../timeline/operations.ts'
import type { RecordedRun } from '../../timeline/recorded-run.ts'
import type { OperationBars } from '../../timeline/timeline.ts'
import type { OperationId } from '../../trace/event.ts'
import { formatMoment } from '../../trace/format.ts'
import { ACTION_NAMES, type ActionName } from '../../trace/history.ts'
import { Table } from '../../trace/table.ts'
import type { Cell } from '../../trace/table-cell.ts'
import { valueText } from '../../trace/visible-text.ts'
import { orThrow } from '../scenario-error.ts'
import { type Duration, duration, positiveDuration } from '../schema/duration.ts'
import { list } from '../schema/list.ts'
import { toPlain } from '../schema/plain.ts'
import { type FieldsOf, optional, record, withDefault } from '../schema/record.ts'
import { oneOf, text, whole } from '../schema/scalar.ts'
import { readKey, readWindow, unknownName } from './options.ts'

/**
 * How an operation ended, the worst that can be said of it: `stale`: a read that missed a write that was acknowledged before; `lost`: a write that was acknowledged and is gone at the
 * end; `conflicting`: a write that met another which did not know of it; `open`: the client still waited when the run was over.
 */
export type OperationEnding =
  | 'ok'
  | 'failed'
  | 'unknown'
  | 'open'
  | 'stale'
  | 'lost'
  | 'conflicting'

const ENDINGS = OPERATION_STYLES.map(({ name }) => name) as readonly OperationEnding[]

/** Which operations of a run a table lists; what is left out does not restrict. */
export interface OperationsOptions {
  readonly ending?: readonly OperationEnding[]
  readonly action?: ActionName
  readonly key?: string
  /** Name of a client. */
  readonly client?: string
  /** Name of the node that answered. */
  readonly node?: string
  /** Called at this time or later: a time since the start of the run, `'2s'` or milliseconds. */
  readonly from?: Duration
  /** Called at this time or before. */
  readonly to?: Duration
  /** Rows that are shown; the others are counted. Default 200. */
  readonly rows?: number
}

const MOST_ROWS = 10_000

const schema = record('options of operations', {
  ending: optional(list(oneOf(...ENDINGS), 1, ENDINGS.length, 'endings'), 'How they ended.', 'any'),
  action: optional(oneOf(...ACTION_NAMES), 'Reads or writes.', 'both'),
  key: optional(text('a key'), 'Of one key.', 'all keys'),
  client: optional(text('a client'), 'Of one client.', 'all clients'),
  node: optional(text('a node'), 'Answered by one node.', 'all nodes'),
  from: withDefault(duration, 0, 'Called at this time or later.'),
  to: optional(positiveDuration, 'Called at this time or before.', 'the end of the run'),
  rows: withDefault(whole(1, MOST_ROWS), 200, 'Rows that are shown.'),
} satisfies FieldsOf<OperationsOptions>)

/**
 * The operations of a run that fit, in order of their calls.
 * @throws {ScenarioError} with one sentence when an option cannot be
 */
export function operationsTable(run: RecordedRun, given: OperationsOptions): Table {
  const read = orThrow(schema.read(orThrow(toPlain(given, 'options')), 'options'))
  const bars = layOperations(run)
  const names = namesOfRecording(run)
  const window = orThrow(readWindow(read, run.endMicros))
  const key = read.key === undefined ? undefined : orThrow(readKey(read.key, run))
  const client = placeNamed(run, 'client', read.client)
  const node = placeNamed(run, 'node', read.node)
  const first = run.places.findIndex(({ kind }) => kind === 'client')
  const fits = (id: OperationId): boolean =>
    (read.ending?.includes(ENDINGS[bars.ending[id]]) ?? true) &&
    (read.action === undefined || ACTION_NAMES[bars.action[id]] === read.action) &&
    (key === undefined || bars.key[id] === key) &&
    (client === undefined || first + bars.session[id] === client) &&
    (node === undefined || bars.node[id] === node) &&
    bars.invoked[id] >= window.from &&
    bars.invoked[id] <= window.to
  const found: OperationId[] = []
  for (let id = 0; id < bars.length; id++) if (fits(id)) found.push(id)
  const rows = found.map((id): Cell[] => [
    id,
    formatMoment(bars.invoked[id]),
    names.endpoint(first + bars.session[id]),
    ACTION_NAMES[bars.action[id]],
    names.key(bars.key[id]),
    foundOrWritten(run, id),
    bars.node[id] < 0 ? undefined : names.endpoint(bars.node[id]),
    tookCell(bars, id),
    ENDINGS[bars.ending[id]],
  ])
  const title = `Operations: ${found.length} of ${bars.length}`
  return new Table(COLUMNS, rows, { title, shownRows: read.rows })
}

const COLUMNS = [
  { name: 'operation', align: 'right' as const },
  { name: 'called', align: 'right' as const },
  'client',
  'action',
  'key',
  'value',
  'node',
  { name: 'took', align: 'right' as const },
  'ended',
]

/** The number of the place that an option names. */
function placeNamed(
  { places }: RecordedRun,
  option: 'client' | 'node',
  name: string | undefined,
): number | undefined {
  if (name === undefined) return undefined
  const isMeant = ({ kind }: RecordedRun['places'][number]) =>
    (kind === 'client') === (option === 'client')
  const found = places.findIndex((place) => isMeant(place) && place.name === name)
  if (found >= 0) return found
  const known = places.filter(isMeant).map((place) => place.name)
  return orThrow(unknownName(`options.${option}`, name, `a ${option} of the run`, known))
}

function foundOrWritten({ history }: RecordedRun, id: OperationId): string | undefined {
  const { value, action, outcome } = history.at(id)
  return action === 'read' && outcome !== 'ok' ? undefined : valueText(value)
}

function tookCell({ invoked, returned }: OperationBars, id: OperationId): Cell {
  const value = returned[id] - invoked[id]
  return Number.isFinite(value) ? { value, unit: 'micros' } : undefined
}

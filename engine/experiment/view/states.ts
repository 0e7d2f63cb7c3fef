import type { Micros } from '../../core/clock.ts'
import { namesOfRecording } from '../../timeline/knowledge.ts'
import type { RecordedRun } from '../../timeline/recorded-run.ts'
import { type Differences, differencesAt } from '../../timeline/replay/differences.ts'
import { replay } from '../../timeline/replay/replay.ts'
import { type ClusterAt, type NodeAt, stateAt } from '../../timeline/replay/state.ts'
import type { EndpointId, KeyId } from '../../trace/event.ts'
import { formatMoment } from '../../trace/format.ts'
import { Table } from '../../trace/table.ts'
import type { Cell } from '../../trace/table-cell.ts'
import type { ColumnOptions } from '../../trace/table-shape.ts'
import { valueText } from '../../trace/visible-text.ts'
import { orThrow } from '../scenario-error.ts'
import { type Duration, duration, refuseTime } from '../schema/duration.ts'

/** Keys that have a column; those of which replicas differ come first. */
const SHOWN_KEYS = 8

/** Characters of a value that a table shows. */
const MOST_CHARACTERS = 40

/** Marks what is not the same on all replicas that hold it. */
const DIFFERS = '≠ '

/** @throws {ScenarioError} when the time is none, or later than the end of the run */
export function statesTable(run: RecordedRun, at: Duration): Table {
  const time = orThrow(duration.read(at, 'at'))
  if (time > run.endMicros) {
    orThrow(refuseTime('at', time, `at most the end of the run at ${run.endMicros / 1_000} ms`))
  }
  const state = stateAt(replay(run), time)
  return tableOf(run, state, differencesAt(state, run), time)
}

function tableOf(run: RecordedRun, state: ClusterAt, differences: Differences, time: Micros) {
  const { key: keyName } = namesOfRecording(run)
  const held = new Set(state.nodes.flatMap((node) => node.keys()))
  const differing = new Set(differences.keys)
  const keys = [...differing, ...[...held].filter((key) => !differing.has(key)).sort(byNumber)]
  const shown = keys.slice(0, SHOWN_KEYS)
  const columns: StateColumn[] = [
    ...columnsOf(run, state, differences).filter(({ of }) =>
      state.nodes.some((node) => of(node) !== undefined),
    ),
    ...shown.map((key) => keyColumn(run, key, keyName(key), differing.has(key))),
  ]
  const rows = state.nodes.map((node) => columns.map(({ of }) => of(node)))
  return new Table(columns, rows, {
    title: `States at ${formatMoment(time)}`,
    caption: captionOf(keys.length, shown.length, differing.size),
  })
}

const byNumber = (one: number, other: number): number => one - other

type StateColumn = ColumnOptions & { readonly of: (node: NodeAt) => Cell }

function columnsOf(run: RecordedRun, state: ClusterAt, { logs }: Differences): StateColumn[] {
  const logOf = new Map(logs.map((log) => [log.node, log]))
  const hasTerms = state.nodes.some(({ term }) => term > 0)
  return [
    { name: 'node', of: ({ name }) => name },
    { name: 'status', of: ({ status }) => status },
    { name: 'role', of: ({ role }) => role },
    { name: 'term', align: 'right', of: ({ term, role }) => (hasTerms && role ? term : undefined) },
    { name: 'log', align: 'right', of: ({ log }) => log?.length },
    { name: 'committed', align: 'right', of: ({ log }) => log?.committed },
    {
      name: 'against the leader',
      of: ({ endpoint }) => againstText(logOf.get(endpoint)),
    },
    { name: 'hints', of: (node) => hintsText(run, node) },
    {
      name: 'clock ahead',
      align: 'right',
      of: ({ clockAhead }) =>
        clockAhead === 0 ? undefined : { value: clockAhead, unit: 'micros' },
    },
  ]
}

function againstText(log: Differences['logs'][number] | undefined): string | undefined {
  if (log === undefined || (log.own === 0 && log.lacks === 0)) return undefined
  const parts = [
    ...(log.lacks > 0 ? [`lacks ${log.lacks}`] : []),
    ...(log.own > 0 ? [`has ${log.own} of its own`] : []),
  ]
  return DIFFERS + parts.join(', ')
}

/** How many it keeps for whom. */
function hintsText(run: RecordedRun, node: NodeAt): string | undefined {
  const counts = new Map<EndpointId, number>()
  for (const { target } of node.hints()) counts.set(target, (counts.get(target) ?? 0) + 1)
  const { endpoint } = namesOfRecording(run)
  const parts = [...counts].map(([target, count]) => `${count} for ${endpoint(target)}`)
  return parts.length === 0 ? undefined : parts.join(', ')
}

function keyColumn(run: RecordedRun, key: KeyId, name: string, differs: boolean): StateColumn {
  return {
    name,
    of: (node) => {
      if (node.kind !== 'replica' || node.status === 'down') return undefined
      const texts = node
        .versions(key)
        .map(({ operation }) => valueText(run.history.written(operation), MOST_CHARACTERS))
      const text = texts.length === 0 ? 'nothing' : texts.join(' | ')
      return differs ? DIFFERS + text : text
    },
  }
}

function captionOf(keys: number, shown: number, differing: number): string | undefined {
  if (keys === 0) return undefined
  const first =
    differing === 0
      ? 'Replicas that run hold the same of every key.'
      : `${DIFFERS.trim()} marks what replicas do not hold alike: ${differing} of ${keys} keys.`
  return keys > shown ? `${first} ${shown} of ${keys} keys are shown.` : first
}

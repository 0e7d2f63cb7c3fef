import type { Result } from '../../core/result.ts'
import { ok } from '../../core/result.ts'
import { namesOfRecording } from '../../timeline/knowledge.ts'
import type { RecordedRun } from '../../timeline/recorded-run.ts'
import type { Filter, Window } from '../../timeline/window.ts'
import type { EndpointId, KeyId } from '../../trace/event.ts'
import { visibleText } from '../../trace/visible-text.ts'
import { orThrow } from '../scenario-error.ts'
import { type Duration, duration, positiveDuration, refuseTime } from '../schema/duration.ts'
import { list } from '../schema/list.ts'
import { nearest } from '../schema/nearest.ts'
import { toPlain } from '../schema/plain.ts'
import { type FieldsOf, optional, type RecordOf, record, withDefault } from '../schema/record.ts'
import { problem } from '../schema/refusal.ts'
import { text } from '../schema/scalar.ts'
import { listed, quote } from '../schema/show.ts'

/** Which part of a run a timeline shows. */
export interface TimelineOptions {
  /** Where it begins: a time since the start of the run, `'2s'` or milliseconds. Default: the start. */
  readonly from?: Duration
  /** Where it ends. Default: the end of the run. */
  readonly to?: Duration
  /** Names of the nodes that are shown, with the clients and the messages between those shown. Default: all nodes. */
  readonly nodes?: readonly string[]
  /** Shows the operations of one key alone, and the messages that they caused. Default: all keys. */
  readonly key?: string
}

export const timelineFields = {
  from: withDefault(duration, 0, 'Where it begins.'),
  to: optional(positiveDuration, 'Where it ends.', 'the end of the run'),
  nodes: optional(list(text('a node'), 1, 1_000, 'nodes'), 'Nodes that are shown.', 'all nodes'),
  key: optional(text('a key'), 'The key that is shown.', 'all keys'),
} satisfies FieldsOf<TimelineOptions>

const timelineSchema = record('options of a timeline', timelineFields)

/** The part of a run that is looked at, with nothing left open. */
export interface LookedAt {
  readonly window: Window
  readonly filter: Filter
  readonly nodes: readonly string[] | undefined
  readonly key: string | undefined
}

/** @throws {ScenarioError} with one sentence on what is wrong */
export function readTimelineOptions(
  given: TimelineOptions,
  runs: readonly RecordedRun[],
): LookedAt[] {
  const read = orThrow(timelineSchema.read(orThrow(toPlain(given, 'options')), 'options'))
  const end = Math.max(...runs.map(({ endMicros }) => endMicros))
  const window = orThrow(readWindow(read, end))
  const { nodes, key } = read
  return runs.map((run) => ({ window, filter: orThrow(readFilter(read, run)), nodes, key }))
}

/** The stretch of time that `from` and `to` name. */
export function readWindow(
  { from, to }: Pick<RecordOf<typeof timelineFields>, 'from' | 'to'>,
  end: number,
): Result<Window> {
  if (from >= Math.max(1, end)) {
    return refuseTime('options.from', from, `before the end of the run at ${end / 1_000} ms`)
  }
  if (to !== undefined && to <= from) {
    return refuseTime('options.to', to, 'later than options.from')
  }
  return ok({ from, to: Math.max(from + 1, Math.min(to ?? end, end)) })
}

export function readFilter(
  { nodes, key }: Pick<RecordOf<typeof timelineFields>, 'nodes' | 'key'>,
  run: RecordedRun,
): Result<Filter> {
  const endpoints = nodes === undefined ? ok(undefined) : readNodes(nodes, run)
  if (!endpoints.ok) return endpoints
  const number = key === undefined ? ok(undefined) : readKey(key, run)
  if (!number.ok) return number
  return ok({
    ...(endpoints.value === undefined ? {} : { endpoints: endpoints.value }),
    ...(number.value === undefined ? {} : { key: number.value }),
  })
}

/** With all clients, which stand on no node. */
function readNodes(
  names: readonly string[],
  { places }: RecordedRun,
): Result<ReadonlySet<EndpointId>> {
  const known = places.flatMap(({ name, kind }) => (kind === 'client' ? [] : [name]))
  const stranger = names.find((name) => !known.includes(name))
  if (stranger !== undefined) return unknownName('options.nodes', stranger, 'a node', known)
  const shown = places.flatMap(({ name, kind }, endpoint) =>
    kind === 'client' || names.includes(name) ? [endpoint] : [],
  )
  return ok(new Set(shown))
}

/** The number of a key that operations of the run use. */
export function readKey(name: string, run: RecordedRun): Result<KeyId> {
  const { key: nameOf } = namesOfRecording(run)
  const used = [...new Set(run.history.key.subarray(0, run.history.length))]
  const number = used.find((key) => nameOf(key) === visibleText(name))
  if (number !== undefined) return ok(number)
  const names = used.sort((a, b) => a - b).map(nameOf)
  return unknownName('options.key', name, 'a key that the run used', names)
}

/** Names that a sentence lists. */
const MOST_LISTED = 6

/** `options.nodes names 'n9', which is not a node of the run; did you mean n2? There are n1, n2 and n3.` */
export function unknownName(path: string, given: string, what: string, names: readonly string[]) {
  const meant = nearest(given, names)
  const question = meant === undefined ? '.' : `; did you mean ${meant}?`
  const more = names.length - MOST_LISTED
  const shown = more > 0 ? [...names.slice(0, MOST_LISTED), `${more} more`] : names
  const sentence = `${path} names ${quote(given)}, which is not ${what}${question} There are ${listed(shown, 'and')}.`
  return problem('scenario/unknown-name', sentence)
}

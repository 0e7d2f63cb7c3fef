import { type EndpointId, EventKind, type KeyId, type OperationId } from '../../trace/event.ts'
import { eventText } from '../../trace/export/event-text.ts'
import { tracedOf } from '../knowledge.ts'
import type { RecordedRun } from '../recorded-run.ts'
import { STATE_EVENTS } from './replay.ts'

/** What part of a node an event changes. */
export type ChangedPart = 'status' | 'role' | 'log' | 'committed' | 'versions' | 'hints'

/** A change of a node by one event. */
export interface StateChange {
  readonly position: number
  readonly node: EndpointId
  readonly part: ChangedPart
  /** NO_KEY where it concerns no key. */
  readonly key: KeyId
  readonly operation: OperationId
  /** The event in words, without the node: `appends operation 7 of k3 at offset 12, term 2`. */
  readonly sentence: string
}

/** The named limit: changes that are listed at most. */
export const MAXIMUM_CHANGES = 200

/** The changes of nodes by the events after one position up to another, as many as the limit allows, the last ones. */
export function changesBetween(
  run: RecordedRun,
  after: number,
  upTo: number,
  limit: number = MAXIMUM_CHANGES,
): { readonly changes: readonly StateChange[]; readonly omitted: number } {
  const traced = tracedOf(run)
  const { trace } = run
  const positions: number[] = []
  let count = 0
  for (let position = Math.min(upTo, trace.length - 1); position > after; position--) {
    if (!IS_CHANGE.has(trace.at(position).kind)) continue
    count++
    if (positions.length < limit) positions.push(position)
  }
  const changes = positions.reverse().map((position): StateChange => {
    const event = trace.at(position)
    const { node, key, operation, kind } = event
    const sentence = eventText(traced, event)
    return { position, node, part: partOf(kind), key, operation, sentence }
  })
  return { changes, omitted: count - changes.length }
}

const IS_CHANGE: ReadonlySet<EventKind> = new Set(STATE_EVENTS)

function partOf(kind: EventKind): ChangedPart {
  switch (kind) {
    case EventKind.crash:
    case EventKind.restart:
    case EventKind.pause:
    case EventKind.resume:
      return 'status'
    case EventKind.role:
      return 'role'
    case EventKind.append:
    case EventKind.truncate:
      return 'log'
    case EventKind.commit:
      return 'committed'
    case EventKind.hint:
      return 'hints'
    default:
      return 'versions'
  }
}

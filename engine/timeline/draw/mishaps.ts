import type { Timeline } from '../timeline.ts'
import type { Filter, Window } from '../window.ts'
import { isLost } from './message-fates.ts'
import { isNotable } from './operation-style.ts'

const NONE = new Int32Array()

/** Operations of a window that did not end well, ascending; none where they are more than `limit`. */
export function notableOperations(
  timeline: Timeline,
  { from, to }: Window,
  { endpoints, key }: Filter,
  limit: number,
): Int32Array {
  const { operations, clients } = timeline
  const { invoked, returned, session } = operations
  return within(mishapsOf(timeline).operations, limit, (id) => {
    const isShown = endpoints?.has(clients[session[id]].endpoint) ?? true
    const isOfKey = key === undefined || operations.key[id] === key
    return invoked[id] <= to && returned[id] >= from && isShown && isOfKey
  })
}

/** Messages of a window that never arrived, ascending; none where they are more than `limit`. */
export function notableMessages(
  timeline: Timeline,
  { from, to }: Window,
  { endpoints, key, messageKinds }: Filter,
  limit: number,
): Int32Array {
  const { messages, operations } = timeline
  return within(mishapsOf(timeline).messages, limit, (id) => {
    const isShown =
      endpoints === undefined ||
      (endpoints.has(messages.from[id]) && endpoints.has(messages.to[id]))
    const operation = messages.operation[id]
    const isOfKey = key === undefined || (operation >= 0 && operations.key[operation] === key)
    const isOfKind = messageKinds?.has(messages.kind[id]) ?? true
    return messages.sent[id] <= to && messages.ended[id] >= from && isShown && isOfKey && isOfKind
  })
}

function within(ids: Int32Array, limit: number, passes: (id: number) => boolean): Int32Array {
  const found: number[] = []
  for (const id of ids) {
    if (!passes(id)) continue
    if (found.length >= limit) return NONE
    found.push(id)
  }
  return Int32Array.from(found)
}

/** Operations that did not end well, and messages that never arrived, ascending. */
export interface Mishaps {
  readonly operations: Int32Array
  readonly messages: Int32Array
}

const known = new WeakMap<Timeline, Mishaps>()

/** Uses what was made elsewhere. */
export function useMishaps(timeline: Timeline, mishaps: Mishaps): void {
  known.set(timeline, mishaps)
}

/** Made once for each timeline: one look at each operation and message. */
export function mishapsOf(timeline: Timeline): Mishaps {
  const found = known.get(timeline) ?? {
    operations: choose(timeline.operations.ending, isNotable),
    messages: choose(timeline.messages.fate, isLost),
  }
  known.set(timeline, found)
  return found
}

function choose(codes: Uint8Array, isChosen: (code: number) => boolean): Int32Array {
  const found: number[] = []
  for (let id = 0; id < codes.length; id++) if (isChosen(codes[id])) found.push(id)
  return Int32Array.from(found)
}

import type { HistoryEvent } from './event.ts'
import type { Form } from './form.ts'
import { formText } from './form-text.ts'
import { Refusal } from './refusal.ts'

/** An event whose object has a name. */
export interface KeyedEvent extends Omit<HistoryEvent, 'key'> {
  readonly key: string
  /** Whether the event itself says its key. */
  readonly hasKey: boolean
}

/** The name of the only object of a history that names none. */
const ONLY_KEY = 'register'

/**
 * Gives every event its object: as the history says it, or out of values `[key value]`, as Jepsen's independent tests have them.
 * Either all events have a key or none.
 */
export function withKeys(events: readonly HistoryEvent[]): KeyedEvent[] {
  const keyed = areIndependent(events) ? events.map(split) : events
  checkAllOrNone(keyed)
  const nameOf = keyNames(keyed)
  return keyed.map((event) => ({
    ...event,
    key: nameOf(event.key),
    hasKey: event.key !== undefined,
  }))
}

/** Reads are asked with `[key nil]` then, and a compare-and-set with `[key [from to]]`: no history of one register looks so. */
function areIndependent(events: readonly HistoryEvent[]): boolean {
  const said = events.filter(({ type }) => type === 'invoke' || type === 'ok')
  return said.length > 0 && said.every((event) => event.key === undefined && isTuple(event))
}

function isTuple({ function: name, value }: HistoryEvent): boolean {
  return isPair(value) && (name !== 'cas' || isPair(value[1]))
}

export const isPair = (form: Form | undefined): form is [Form, Form] =>
  Array.isArray(form) && form.length === 2

function split(event: HistoryEvent): HistoryEvent {
  if (!isPair(event.value)) return event
  const [key, value] = event.value
  return { ...event, key, value }
}

function checkAllOrNone(events: readonly HistoryEvent[]): void {
  const asked = events.filter(({ type }) => type === 'invoke')
  const first = asked[0]
  const other = asked.find(({ key }) => (key === undefined) !== (first.key === undefined))
  if (other === undefined) return
  const [keyed, keyless] = other.key === undefined ? [first, other] : [other, first]
  const reason = `key is missing, but the operation of line ${keyed.line} has one.`
  throw new Refusal('malformed', reason, keyless.line)
}

/** Text keys are themselves; where others are among them, all are written as EDN, so that `1` and `"1"` stay two. */
function keyNames(events: readonly HistoryEvent[]): (key: Form | undefined) => string {
  const areTexts = events.every(({ key }) => key === undefined || typeof key === 'string')
  return (key) => {
    if (key === undefined) return ONLY_KEY
    return areTexts && typeof key === 'string' ? key : formText(key)
  }
}

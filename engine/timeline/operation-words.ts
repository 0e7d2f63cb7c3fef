import type { OperationId } from '../trace/event.ts'
import { Action, Outcome } from '../trace/history.ts'
import { valueText } from '../trace/visible-text.ts'
import { namesOfRecording } from './knowledge.ts'
import type { Timeline } from './timeline.ts'

/** Characters of a value that are told. */
const MOST_CHARACTERS = 40

/** What was written, or what a read returned, as JSON; `nothing` for a read of a key that was not there, undefined for one without an answer. */
export function shownValue({ run }: Timeline, id: OperationId): string | undefined {
  const { history } = run
  const { value } = history.at(id)
  if (value !== undefined) return valueText(value, MOST_CHARACTERS)
  const isAnswered = history.action[id] === Action.read && history.outcome[id] === Outcome.ok
  return isAnswered ? 'nothing' : undefined
}

/** What was asked and answered, longest first: `read x = "old"`, `x = "old"`, `x`. */
export function operationWordings(timeline: Timeline, id: OperationId): string[] {
  const { action, key } = timeline.operations
  const name = namesOfRecording(timeline.run).key(key[id])
  const value = shownValue(timeline, id)
  const content = value === undefined ? [name] : [`${name} = ${value}`, name]
  return [`${action[id] === Action.read ? 'read' : 'write'} ${content[0]}`, ...content]
}

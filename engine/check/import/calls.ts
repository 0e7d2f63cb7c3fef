import type { EventType, HistoryEvent } from './event.ts'
import type { KeyedEvent } from './independent-keys.ts'
import { quoted, Refusal } from './refusal.ts'

/** What a process asked, and how it ended. */
export interface Call {
  readonly asked: KeyedEvent
  /** Place of the call among the events. */
  readonly position: number
  /** How it ended; undefined: the history ends first. */
  ended?: KeyedEvent
  endPosition?: number
}

/**
 * Joins each completion with what it completes: a process does one thing at a time. Processes that go on after an unknown outcome are taken as they are: what
 * they asked stays open.
 */
export function callsOf(events: readonly KeyedEvent[]): Call[] {
  const calls: Call[] = []
  const open = new Map<HistoryEvent['process'], Call>()
  events.forEach((event, position) => {
    const call = open.get(event.process)
    if (event.type === 'invoke') {
      if (call !== undefined) refuse(event, stillOpen(event, call))
      const begun = { asked: event, position }
      calls.push(begun)
      open.set(event.process, begun)
    } else {
      end(event, position, call ?? refuse(event, neverBegun(event, event.type)))
      open.delete(event.process)
    }
  })
  return calls
}

function end(event: KeyedEvent, position: number, call: Call): void {
  const { asked } = call
  if (asked.function !== event.function) {
    refuse(
      event,
      `process ${nameOf(event)} ends ${event.function}, but asked for ${asked.function} in line ${asked.line}.`,
    )
  }
  if (asked.key !== event.key && event.hasKey) {
    refuse(
      event,
      `process ${nameOf(event)} ends an operation on ${quoted(event.key)}, but asked about ${quoted(asked.key)} in line ${asked.line}.`,
    )
  }
  call.ended = event
  call.endPosition = position
}

const stillOpen = (event: KeyedEvent, { asked }: Call): string =>
  `process ${nameOf(event)} asks again before its operation of line ${asked.line} has ended.`

const neverBegun = (event: KeyedEvent, type: EventType): string =>
  `process ${nameOf(event)} ends an operation (${type}), but has none under way.`

const nameOf = ({ process }: KeyedEvent): string =>
  typeof process === 'number' ? String(process) : quoted(process)

function refuse(event: KeyedEvent, reason: string): never {
  throw new Refusal('malformed', reason, event.line)
}

import { EventKind } from '../event.ts'
import type { MessageIndex } from '../message-index.ts'
import type { TraceEvent } from '../trace.ts'
import { type ChromeEvent, processOf, THREADS } from './chrome-event.ts'
import { dropText } from './event-text.ts'
import type { ExportedSpan, Traced } from './traced.ts'

const { tid } = THREADS.messages
const cat = 'message'

/** A flow needs a slice at either end. */
const SLICE_MICROS = 1

/** Messages: a slice where each is sent and where it arrives, and a flow from the one to the other where both are exported. */
export function chromeMessages(
  run: Traced,
  span: ExportedSpan,
  index: MessageIndex,
): ChromeEvent[] {
  const events: ChromeEvent[] = []
  for (let position = span.from; position < span.to; position++) {
    const event = run.trace.at(position)
    if (event.kind === EventKind.send) events.push(...sent(run, event, span, index))
    else if (event.kind === EventKind.deliver)
      events.push(...delivered(run, event, position, span, index))
    else if (event.kind === EventKind.drop) events.push(dropped(run, event))
  }
  return events
}

/** The two copies of a doubled message are two flows. */
const flowOf = (message: number, copy: 0 | 1): number => message * 2 + copy

function sent(
  run: Traced,
  event: TraceEvent,
  { from, to }: ExportedSpan,
  index: MessageIndex,
): ChromeEvent[] {
  const { node, time, a: message, b: bytes } = event
  const name = nameOf(run, event)
  const pid = processOf(node)
  const { delivered, deliveredAgain } = index.positions(message)
  const slice = { name, ph: 'X', pid, tid, ts: time, dur: SLICE_MICROS, cat } as const
  const args = { ...argsOf(event), to: run.names.endpoint(event.peer), bytes }
  const flows = [delivered, deliveredAgain].flatMap((position, copy): ChromeEvent[] => {
    if (position < from || position >= to) return []
    return [{ name, ph: 's', pid, tid, ts: time, cat, id: flowOf(message, copy as 0 | 1) }]
  })
  return [{ ...slice, args }, ...flows]
}

function delivered(
  run: Traced,
  event: TraceEvent,
  position: number,
  { from }: ExportedSpan,
  index: MessageIndex,
): ChromeEvent[] {
  const { node, time, a: message } = event
  const name = nameOf(run, event)
  const pid = processOf(node)
  const positions = index.positions(message)
  const copy = positions.delivered === position ? 0 : 1
  const args = { ...argsOf(event), from: run.names.endpoint(event.peer) }
  const slice: ChromeEvent = { name, ph: 'X', pid, tid, ts: time, dur: SLICE_MICROS, cat, args }
  if (positions.sent < from) return [slice]
  return [slice, { name, ph: 'f', bp: 'e', pid, tid, ts: time, cat, id: flowOf(message, copy) }]
}

/** On the line of the sender. */
function dropped(run: Traced, event: TraceEvent): ChromeEvent {
  return {
    name: `${nameOf(run, event)} dropped: ${dropText(event.b)}`,
    ph: 'i',
    pid: processOf(event.peer),
    tid,
    ts: event.time,
    s: 't',
    cat,
    args: { ...argsOf(event), to: run.names.endpoint(event.node) },
  }
}

const nameOf = ({ trace }: Traced, { key }: TraceEvent): string => trace.messageNames[key]

const argsOf = ({ a, operation }: TraceEvent) => ({
  message: a,
  ...(operation < 0 ? {} : { operation }),
})

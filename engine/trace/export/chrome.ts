import { messagesOf } from '../message-index.ts'
import { type ChromeEvent, named, processOf, THREADS } from './chrome-event.ts'
import { chromeFaults, faultsProcess } from './chrome-faults.ts'
import { chromeMessages } from './chrome-messages.ts'
import { chromeNodes } from './chrome-nodes.ts'
import { chromeOperations } from './chrome-operations.ts'
import { type ExportRange, endOf, omittedText, spanOf, type Traced } from './traced.ts'

/**
 * A trace in the Trace Event Format of Chrome, as JSON, which Perfetto and `chrome://tracing` open.
 *
 * A process is a node, a client, or the scenario's faults. Operations of clients are complete events, on as many threads as a client had under way at
 * once; messages are slices of one microsecond at sender and receiver with a flow between them; roles and times of being down or paused are complete events on threads
 * of their own; what changes on a node is an instant event.
 *
 * Source: "Trace Event Format" (Chromium project), JSON object format; `ts` and `dur` are microseconds.
 */
export function chromeTrace(run: Traced, range: ExportRange): string {
  const span = spanOf(run.trace, range)
  // What goes on when the range ends is drawn to its last event.
  const end = endOf(run, span)
  const index = messagesOf(run.trace, run.history.length)
  const events: ChromeEvent[] = [
    ...chromeNames(run),
    ...chromeOperations(run, range.fromMicros, end),
    ...chromeMessages(run, span, index),
    ...chromeNodes(run, span, end),
    ...chromeFaults(run, span, end),
  ]
  const otherData = span.omitted > 0 ? { note: omittedText(span) } : {}
  const lines = events.map((event) => JSON.stringify(event)).join(',\n')
  return `{"displayTimeUnit":"ms","otherData":${JSON.stringify(otherData)},"traceEvents":[\n${lines}\n]}\n`
}

/** What processes and threads are called, and in which order they stand: faults, nodes, clients. */
function chromeNames({ names }: Traced): ChromeEvent[] {
  const faults = faultsProcess(names)
  return [
    ...named(faults, 'faults', 0, []),
    ...names.endpoints.flatMap(({ name, kind }, id) =>
      named(processOf(id), name, id + 1, kind === 'client' ? [THREADS.messages] : NODE_THREADS),
    ),
  ]
}

const NODE_THREADS = [THREADS.role, THREADS.condition, THREADS.messages, THREADS.changes]

import { DropReason, EventKind } from '../trace/event.ts'
import { NEVER } from '../trace/metrics/facts.ts'
import type { Trace } from '../trace/trace.ts'
import { MessageFate, type MessageLines } from './timeline.ts'

const { send, deliver, drop } = EventKind

/** By reason of the drop. */
const DROP_FATES: Readonly<Record<number, MessageFate>> = {
  [DropReason.loss]: MessageFate.lost,
  [DropReason.cut]: MessageFate.cut,
  [DropReason.receiverDown]: MessageFate.receiverDown,
}

/** Every message of a trace from its sending to its end. Of one that the network doubled, the first that arrives counts, else the first that is dropped. */
export function layMessages(trace: Trace): MessageLines {
  const length = countMessages(trace)
  const columns = createColumns(length)
  const { sent, ended, from, to, kind: kinds, fate, operation: operations } = columns
  let longestMicros = 0
  trace.eachOf([send, deliver, drop], ({ kind, time, node, peer, operation, key, a, b }, index) => {
    const message = a[index]
    if (kind[index] === send) {
      sent[message] = time[index]
      from[message] = node[index]
      to[message] = peer[index]
      kinds[message] = key[index]
      operations[message] = operation[index]
      return
    }
    const isArrival = kind[index] === deliver
    if (fate[message] !== MessageFate.open && (!isArrival || fate[message] === 0)) return
    fate[message] = isArrival ? MessageFate.delivered : DROP_FATES[b[index]]
    ended[message] = time[index]
    longestMicros = Math.max(longestMicros, time[index] - sent[message])
  })
  return { length, ...columns, longestMicros }
}

function countMessages(trace: Trace): number {
  let count = 0
  trace.eachOf([send], () => count++)
  return count
}

const createColumns = (length: number) => ({
  sent: new Float64Array(length),
  ended: new Float64Array(length).fill(NEVER),
  from: new Int16Array(length),
  to: new Int16Array(length),
  kind: new Uint8Array(length),
  fate: new Uint8Array(length).fill(MessageFate.open),
  operation: new Int32Array(length),
})

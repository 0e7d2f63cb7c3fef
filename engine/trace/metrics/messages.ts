import { DropReason, EventKind, HintStep, RepairCause } from '../event.ts'
import { countedOperations, type RunFacts, shareOf } from './facts.ts'

export interface MessageKindCount {
  /** `append-entries`, `read`, … */
  readonly kind: string
  readonly messages: number
  readonly bytes: number
}

/** What was sent after the warm-up, lost messages included, and what became of it. */
export interface Messages {
  readonly messages: number
  readonly bytes: number
  /** Messages / counted operations; undefined for no operations. */
  readonly messagesPerOperation: number | undefined
  readonly bytesPerOperation: number | undefined
  /** Kinds that were sent, the most frequent first. */
  readonly byKind: readonly MessageKindCount[]
  /** Messages dropped, by reason: lost on the link, cut off by a fault, or at a receiver that was down. */
  readonly dropped: { readonly loss: number; readonly cut: number; readonly receiverDown: number }
  /** Versions sent to a replica that lacked them, after a read or by anti-entropy. */
  readonly repairs: { readonly read: number; readonly antiEntropy: number }
  readonly hints: { readonly stored: number; readonly delivered: number; readonly dropped: number }
  /** Log entries taken back, since the leader's log differed. */
  readonly truncatedEntries: number
}

export function messages(facts: RunFacts): Messages {
  const { trace, startMicros = 0 } = facts
  const sent = new Float64Array(trace.messageNames.length)
  const bytes = new Float64Array(trace.messageNames.length)
  const drops = [0, 0, 0]
  const repairs = [0, 0]
  const hints = [0, 0, 0]
  let truncatedEntries = 0
  trace.each(({ time, kind, key, a, b }, index) => {
    if (time[index] < startMicros) return
    switch (kind[index]) {
      case EventKind.send:
        sent[key[index]]++
        bytes[key[index]] += b[index]
        break
      case EventKind.drop:
        drops[b[index]]++
        break
      case EventKind.repair:
        repairs[a[index]]++
        break
      case EventKind.hint:
        hints[a[index]]++
        break
      case EventKind.truncate:
        truncatedEntries++
        break
    }
  })
  return {
    ...sentMessages(facts, sent, bytes),
    dropped: {
      loss: drops[DropReason.loss],
      cut: drops[DropReason.cut],
      receiverDown: drops[DropReason.receiverDown],
    },
    repairs: { read: repairs[RepairCause.read], antiEntropy: repairs[RepairCause.antiEntropy] },
    hints: {
      stored: hints[HintStep.stored],
      delivered: hints[HintStep.delivered],
      dropped: hints[HintStep.dropped],
    },
    truncatedEntries,
  }
}

function sentMessages(facts: RunFacts, sent: Float64Array, bytes: Float64Array) {
  const { from, to } = countedOperations(facts)
  const total = sum(sent)
  const totalBytes = sum(bytes)
  return {
    messages: total,
    bytes: totalBytes,
    messagesPerOperation: shareOf(total, to - from),
    bytesPerOperation: shareOf(totalBytes, to - from),
    byKind: facts.trace.messageNames
      .map((kind, code) => ({ kind, messages: sent[code], bytes: bytes[code] }))
      .filter((line) => line.messages > 0)
      .sort((a, b) => b.messages - a.messages),
  }
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)

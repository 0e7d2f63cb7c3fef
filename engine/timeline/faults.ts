import { EventKind } from '../trace/event.ts'
import type { RecordedRun } from './recorded-run.ts'
import type { FaultSpan } from './timeline.ts'

/** When each fault took hold and ended, as the trace says; a fault that never came to strike has no span. */
export function layFaults({ trace, faults, endMicros }: RecordedRun): FaultSpan[] {
  const spans: FaultSpan[] = []
  const open = new Map<number, number>()
  trace.eachOf([EventKind.fault], ({ time, a, b }, index) => {
    const number = a[index]
    if (b[index] === 0) {
      const { label = `fault ${number}`, kind = '', nodes = [] } = faults[number] ?? {}
      open.set(number, spans.length)
      spans.push({ number, label, kind, from: time[index], to: endMicros, nodes })
      return
    }
    const at = open.get(number)
    if (at === undefined) return
    open.delete(number)
    spans[at] = { ...spans[at], to: time[index] }
  })
  return spans
}

/** What ends the faults of others, by the name in the catalogue of faults. */
const MENDING: readonly string[] = ['restart', 'resume', 'normal', 'heal']

/** Whether an entry of the schedule mends what was broken, in place of breaking something. */
export const isMending = ({ kind }: FaultSpan): boolean => MENDING.includes(kind)

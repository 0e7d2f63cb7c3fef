import type { Micros } from '../../core/clock.ts'
import { EventKind } from '../event.ts'
import { type ChromeEvent, FIRST_LANE, processOf, threadName } from './chrome-event.ts'
import { Lanes } from './lanes.ts'
import { type ExportedSpan, startOf, type Traced, type TracedNames } from './traced.ts'

/** The process of the scenario's faults: after all endpoints. */
export const faultsProcess = ({ endpoints }: TracedNames): number => processOf(endpoints.length)

interface Held {
  readonly number: number
  readonly from: Micros
  readonly to: Micros
}

/** Faults: complete events for as long as they held, instant events over everything where they were over at once. */
export function chromeFaults(run: Traced, span: ExportedSpan, end: Micros): ChromeEvent[] {
  const pid = faultsProcess(run.names)
  const lanes = new Lanes()
  const events = heldFaults(run, span, end).map(({ number, from, to }): ChromeEvent => {
    const name = run.names.faults[number]?.label ?? `fault ${number}`
    const about = { name, pid, ts: from, cat: 'fault', args: { fault: number } }
    if (from === to) return { ...about, ph: 'i', tid: FIRST_LANE, s: 'g' }
    return { ...about, ph: 'X', tid: FIRST_LANE + lanes.take(from, to), dur: to - from }
  })
  const threads = Array.from({ length: lanes.count }, (_, lane) =>
    threadName(pid, FIRST_LANE + lane, lane === 0 ? 'faults' : `faults ${lane + 1}`),
  )
  return [...threads, ...events]
}

/** In order of their beginnings; what began before the range and holds in it is there too. */
function heldFaults(run: Traced, span: ExportedSpan, end: Micros): Held[] {
  const open = new Map<number, Micros>()
  const held: Held[] = []
  const start = startOf(run, span)
  run.trace.eachOf([EventKind.fault], ({ time, a, b }, index, position) => {
    if (position >= span.to) return
    const begun = open.get(a[index])
    open.delete(a[index])
    if (begun !== undefined) held.push({ number: a[index], from: begun, to: time[index] })
    if (b[index] === 0) open.set(a[index], time[index])
  })
  for (const [number, begun] of open) held.push({ number, from: begun, to: end })
  return held.filter((fault) => fault.to >= start).sort((a, b) => a.from - b.from)
}

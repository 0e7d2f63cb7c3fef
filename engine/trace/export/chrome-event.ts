import type { Micros } from '../../core/clock.ts'
import type { EndpointId } from '../event.ts'

/** One event of the Trace Event Format, of the kinds that an export writes. */
export interface ChromeEvent {
  readonly name: string
  /** X: complete, i: instant, s and f: a flow begins and ends, M: metadata. */
  readonly ph: 'X' | 'i' | 's' | 'f' | 'M'
  readonly pid: number
  readonly tid: number
  /** Microseconds; 0 for metadata. */
  readonly ts: Micros
  readonly dur?: Micros
  readonly cat?: string
  /** Of a flow. */
  readonly id?: number
  /** `e`: a flow ends in the slice that stands there, and not in the next one. */
  readonly bp?: 'e'
  /** Of an instant event: drawn over its thread, its process, or everything. */
  readonly s?: 't' | 'p' | 'g'
  readonly args?: Readonly<Record<string, unknown>>
}

/** A line of a process: a thread, by number and name. */
export interface ChromeThread {
  readonly tid: number
  readonly name: string
}

export const THREADS = {
  role: { tid: 1, name: 'role' },
  condition: { tid: 2, name: 'condition' },
  messages: { tid: 3, name: 'messages' },
  changes: { tid: 4, name: 'changes' },
} as const

/** The first thread of a client's operations; more follow where several were under way. */
export const FIRST_LANE = 10

/** Process numbers begin with 1: some readers take 0 for none. */
export const processOf = (endpoint: EndpointId): number => endpoint + 1

/** Metadata of a process and its threads. */
export function named(
  pid: number,
  name: string,
  place: number,
  threads: readonly ChromeThread[],
): ChromeEvent[] {
  const about = (what: string, tid: number, args: ChromeEvent['args']): ChromeEvent => ({
    name: what,
    ph: 'M',
    pid,
    tid,
    ts: 0,
    args,
  })
  return [
    about('process_name', 0, { name }),
    about('process_sort_index', 0, { sort_index: place }),
    ...threads.flatMap((thread) => [
      about('thread_name', thread.tid, { name: thread.name }),
      about('thread_sort_index', thread.tid, { sort_index: thread.tid }),
    ]),
  ]
}

export const threadName = (pid: number, tid: number, name: string): ChromeEvent => ({
  name: 'thread_name',
  ph: 'M',
  pid,
  tid,
  ts: 0,
  args: { name },
})

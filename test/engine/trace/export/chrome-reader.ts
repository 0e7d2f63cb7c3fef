export interface ReadEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly cat?: string
  readonly id?: number
  readonly bp?: string
  readonly s?: string
  readonly args?: Readonly<Record<string, unknown>>
}

export interface ReadTrace {
  readonly displayTimeUnit: string
  readonly otherData: Readonly<Record<string, unknown>>
  readonly traceEvents: readonly ReadEvent[]
}

export const readChrome = (text: string): ReadTrace => JSON.parse(text) as ReadTrace

/** What a reader of the Trace Event Format would stumble over. */
export function chromeComplaints({ traceEvents }: ReadTrace): string[] {
  return [
    ...traceEvents.flatMap(fieldComplaints),
    ...nestingComplaints(traceEvents),
    ...flowComplaints(traceEvents),
    ...nameComplaints(traceEvents),
  ]
}

const show = (event: ReadEvent): string => JSON.stringify(event)

function fieldComplaints(event: ReadEvent): string[] {
  const { name, ph, pid, tid, ts, dur, cat, id, bp, s, args } = event
  const isWhole = (value: unknown) => Number.isInteger(value) && (value as number) >= 0
  const wrong = [
    [typeof name === 'string' && name !== '', 'name'],
    [isWhole(pid) && isWhole(tid) && isWhole(ts), 'pid, tid, ts'],
    ['XisfM'.includes(ph) && ph.length === 1, 'ph'],
    [ph === 'X' ? isWhole(dur) : dur === undefined, 'dur'],
    [ph === 's' || ph === 'f' ? isWhole(id) : id === undefined, 'id'],
    [ph === 'f' ? bp === 'e' : bp === undefined, 'bp'],
    [ph === 'i' ? ['t', 'p', 'g'].includes(s!) : s === undefined, 's'],
    [ph === 'M' ? args !== undefined : typeof cat === 'string' && cat !== '', 'cat or args'],
  ] as const
  return wrong.filter(([isRight]) => !isRight).map(([, what]) => `${what} of ${show(event)}`)
}

const lineOf = ({ pid, tid }: ReadEvent): string => `${pid}/${tid}`

function grouped(events: readonly ReadEvent[], nameOf: (event: ReadEvent) => string) {
  const groups = new Map<string, ReadEvent[]>()
  for (const event of events) {
    const group = groups.get(nameOf(event))
    if (group === undefined) groups.set(nameOf(event), [event])
    else group.push(event)
  }
  return groups
}

/** Complete events of one thread lie side by side or within each other. */
function nestingComplaints(events: readonly ReadEvent[]): string[] {
  const lines = grouped(
    events.filter(({ ph }) => ph === 'X'),
    lineOf,
  )
  return [...lines.values()].flatMap((line) => {
    const sorted = [...line].sort((a, b) => a.ts - b.ts || b.dur! - a.dur!)
    const open: number[] = []
    return sorted.flatMap((event) => {
      while (open.length > 0 && open.at(-1)! <= event.ts) open.pop()
      const end = event.ts + event.dur!
      const overlaps = open.length > 0 && end > open.at(-1)!
      open.push(end)
      return overlaps ? [`overlap of ${show(event)}`] : []
    })
  })
}

/** Every flow has one beginning and one end, the end not before the beginning, and each stands in a slice of its own name and category. */
function flowComplaints(events: readonly ReadEvent[]): string[] {
  const slices = new Set(
    events
      .filter(({ ph }) => ph === 'X')
      .map((event) => `${lineOf(event)} ${event.ts} ${event.name} ${event.cat}`),
  )
  const flows = grouped(
    events.filter(({ ph }) => ph === 's' || ph === 'f'),
    ({ id }) => String(id),
  )
  return [...flows.values()].flatMap((flow) => {
    const [first, last] = [...flow].sort((a, b) => (a.ph === b.ph ? 0 : a.ph === 's' ? -1 : 1))
    const isPair = flow.length === 2 && first.ph === 's' && last.ph === 'f' && first.ts <= last.ts
    const areBound = flow.every((event) =>
      slices.has(`${lineOf(event)} ${event.ts} ${event.name} ${event.cat}`),
    )
    return isPair && areBound ? [] : [`flow of ${show(first)}`]
  })
}

/** Every process and thread that has events has a name. */
function nameComplaints(events: readonly ReadEvent[]): string[] {
  const metadata = events.filter(({ ph }) => ph === 'M')
  const processes = new Set(
    metadata.filter(({ name }) => name === 'process_name').map(({ pid }) => pid),
  )
  const threads = new Set(metadata.filter(({ name }) => name === 'thread_name').map(lineOf))
  return events
    .filter((event) => event.ph !== 'M' && event.s !== 'g')
    .filter((event) => !processes.has(event.pid) || !threads.has(lineOf(event)))
    .map((event) => `no name for the line of ${show(event)}`)
}

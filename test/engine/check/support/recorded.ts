import { Random } from '../../../../engine/core/random.ts'

/** What a recording is of. */
export interface RecordedOptions {
  readonly seed: number
  readonly model: 'cas-register' | 'kv'
  readonly clients: number
  readonly operations: number
  /** Share of the operations that time out; default: 0. */
  readonly timeouts?: number
  /** Objects of a store; default: 10. */
  readonly keys?: number
  /** Whether one read late in the history gives what was replaced long before. */
  readonly hasStaleRead?: boolean
}

/** One line of a recording, as the formats have it. */
export interface RecordedEvent {
  readonly process: number
  readonly type: 'invoke' | 'ok' | 'fail' | 'info'
  readonly f: string
  readonly key?: string
  /** As EDN. */
  readonly value: string
}

interface Timed {
  readonly at: number
  happen(): void
}

/** Clients of a store that is right: each operation takes effect at one moment between its call and its answer, or later when it timed out, or never. */
class Recording {
  readonly events: RecordedEvent[] = []
  private readonly options: RecordedOptions
  private readonly random: Random
  private readonly state = new Map<string, string>()
  private readonly waiting: Timed[] = []
  private now = 0
  private asked = 0
  private nextProcess: number

  constructor(options: RecordedOptions) {
    this.options = options
    this.random = Random.fromSeed(options.seed)
    this.nextProcess = options.clients
    for (let process = 0; process < options.clients; process++)
      this.later(0, () => this.ask(process))
  }

  run(): RecordedEvent[] {
    while (this.waiting.length > 0) {
      this.waiting.sort((one, other) => other.at - one.at)
      const next = this.waiting.pop()
      this.now = next?.at ?? 0
      next?.happen()
    }
    return this.events
  }

  private later(delay: number, happen: () => void): void {
    this.waiting.push({ at: this.now + delay * (0.5 + this.random.unit()), happen })
  }

  private ask(process: number): void {
    if (this.asked >= this.options.operations) return
    const number = this.asked++
    const request =
      this.options.model === 'kv' ? this.storeRequest(process, number) : this.registerRequest()
    const event = {
      process,
      f: request.f,
      ...(request.key === undefined ? {} : { key: request.key }),
    }
    this.events.push({ ...event, type: 'invoke', value: request.isRead ? 'nil' : request.value })
    if (this.random.chance(this.options.timeouts ?? 0)) this.timeOut(event, request)
    else this.answer(event, request)
  }

  private answer(event: EventStart, request: Request): void {
    this.later(1, () => {
      const answer = request.take()
      this.later(1, () => {
        this.events.push({ ...event, ...answer })
        this.later(0.2, () => this.ask(event.process))
      })
    })
  }

  /** The client goes on under another number; the store may do it yet. */
  private timeOut(event: EventStart, request: Request): void {
    if (this.random.chance(0.5)) this.later(1 + this.random.below(200), () => request.take())
    this.later(8, () => {
      this.events.push({ ...event, type: 'info', value: ':timed-out' })
      const process = this.nextProcess++
      this.later(0.2, () => this.ask(process))
    })
  }

  private registerRequest(): Request {
    const kind = this.random.below(3)
    const [from, to] = [String(this.random.below(5)), String(this.random.below(5))]
    if (kind === 0) return this.read('read')
    if (kind === 1) return { f: 'write', value: to, isRead: false, take: () => this.put('', to) }
    const value = `[${from} ${to}]`
    const take = (): Answer => {
      if (this.state.get('') !== from) return { type: 'fail', value }
      this.put('', to)
      return { type: 'ok', value }
    }
    return { f: 'cas', value, isRead: false, take }
  }

  private storeRequest(process: number, number: number): Request {
    const key = String(this.random.below(this.options.keys ?? 10))
    const kind = this.random.unit()
    if (kind < 0.45) return { ...this.read('get', key), key }
    const text = `x ${process} ${number} y`
    const value = JSON.stringify(text)
    const old = () => JSON.parse(this.state.get(key) ?? '""')
    const take = (): Answer => ({
      ...this.put(key, kind < 0.55 ? value : JSON.stringify(old() + text)),
      value,
    })
    return { f: kind < 0.55 ? 'put' : 'append', key, value, isRead: false, take }
  }

  private read(f: string, key = ''): Request {
    const missing = f === 'get' ? '""' : 'nil'
    return {
      f,
      value: 'nil',
      isRead: true,
      take: () => ({ type: 'ok', value: this.state.get(key) ?? missing }),
    }
  }

  private put(key: string, value: string): Answer {
    this.state.set(key, value)
    return { type: 'ok', value }
  }
}

type EventStart = Omit<RecordedEvent, 'type' | 'value'>

interface Answer {
  readonly type: 'ok' | 'fail'
  readonly value: string
}

interface Request {
  readonly f: string
  readonly key?: string
  readonly value: string
  readonly isRead: boolean
  take(): Answer
}

/** The events of a recording like those of real stores under test, of any size. */
export function record(options: RecordedOptions): RecordedEvent[] {
  const events = new Recording(options).run()
  if (options.hasStaleRead) makeStale(events, options.clients + options.operations)
  return events
}

/** A value that was there first of all, and was taken back at once, is read at the end. */
function makeStale(events: RecordedEvent[], process: number): void {
  const old = '"long gone"'
  const isStore = events.some(({ key }) => key !== undefined)
  const event = { process, ...(isStore ? { key: '0' } : {}) }
  const [write, read] = isStore ? ['put', 'get'] : ['write', 'read']
  const done = (f: string, value: string): RecordedEvent[] => [
    { ...event, type: 'invoke', f, value: f === read ? 'nil' : value },
    { ...event, type: 'ok', f, value },
  ]
  events.unshift(...done(write, old), ...done(write, isStore ? '""' : 'nil'))
  events.push(...done(read, old))
}

/** As Jepsen's log of old. */
export const asLog = (events: readonly RecordedEvent[]): string =>
  events
    .map(
      ({ process, type, f, value }) =>
        `INFO  jepsen.util - ${process}\t:${type}\t:${f}\t${value}\n`,
    )
    .join('')

/** As maps of EDN, one a line. */
export const asEdn = (events: readonly RecordedEvent[]): string =>
  events
    .map(({ process, type, f, key, value }) => {
      const object = key === undefined ? '' : ` :key "${key}",`
      return `{:process ${process}, :type :${type}, :f :${f},${object} :value ${value}}\n`
    })
    .join('')

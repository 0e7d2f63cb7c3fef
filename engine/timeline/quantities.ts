import { CrashKind, type EndpointId, EventKind } from '../trace/event.ts'
import { StepsBuilder } from './growing.ts'
import { hintedAfter } from './hinted.ts'
import type { RecordedRun } from './recorded-run.ts'
import { ReplayedLog } from './replayed-log.ts'
import type { NodeLane, Steps } from './timeline.ts'

type Quantities = Pick<NodeLane, 'log' | 'committed' | 'stored' | 'hints'>

const KINDS = [
  EventKind.append,
  EventKind.truncate,
  EventKind.lose,
  EventKind.commit,
  EventKind.store,
  EventKind.discard,
  EventKind.hint,
  EventKind.crash,
  EventKind.restart,
]

/** What changes in steps on each node, by number of the endpoint; empty for clients. */
export function layQuantities({ trace, history, places }: RecordedRun): Quantities[] {
  const nodes = places.map(({ kind }) =>
    kind === 'client' ? undefined : new NodeQuantities(history.length),
  )
  trace.eachOf(KINDS, ({ kind, time, node, peer, operation, key, a, b }, index) => {
    const quantities = nodes[node[index]]
    if (quantities === undefined) return
    quantities.now = time[index]
    const write = operation[index]
    switch (kind[index]) {
      case EventKind.append:
        quantities.append(write, b[index])
        break
      case EventKind.truncate:
        quantities.truncate(write)
        break
      case EventKind.lose:
        quantities.lose(write)
        break
      case EventKind.commit:
        quantities.committed.set(time[index], a[index] + 1)
        break
      case EventKind.store:
      case EventKind.discard:
        quantities.store(write)
        break
      case EventKind.hint:
        quantities.hint(peer[index], key[index], write, a[index])
        break
      case EventKind.crash:
        quantities.crash(a[index] === CrashKind.wipes)
        break
      case EventKind.restart:
        quantities.restart()
        break
    }
  })
  return nodes.map((quantities) => quantities?.take() ?? NOTHING)
}

class NodeQuantities {
  now = 0
  readonly committed = new StepsBuilder()
  private readonly log = new StepsBuilder()
  private readonly stored = new StepsBuilder()
  private readonly hints = new StepsBuilder()
  private readonly entries = new ReplayedLog()
  /** By write. */
  private readonly has: Uint8Array
  /** By target and key: the writes that are kept. */
  private readonly waiting = new Map<number, readonly number[]>()
  private isWiped = false

  constructor(operations: number) {
    this.has = new Uint8Array(operations)
  }

  append(write: number, term: number): void {
    this.entries.append(write, term)
    this.noteLog()
  }

  truncate(write: number): void {
    this.entries.truncate()
    this.noteLog()
    if (this.committed.last > this.entries.length) {
      this.committed.set(this.now, this.entries.length)
    }
    this.forget(write)
  }

  /** What a wipe takes was cleared at once. */
  lose(write: number): void {
    if (this.isWiped) return
    this.entries.lose()
    if (this.entries.length > 0 || this.log.last > 0) this.noteLog()
    this.forget(write)
  }

  store(write: number): void {
    if (write < 0 || this.has[write] === 1) return
    this.has[write] = 1
    this.stored.set(this.now, this.stored.last + 1)
  }

  hint(target: EndpointId, key: number, write: number, step: number): void {
    const place = key * MAXIMUM_ENDPOINTS + target
    const left = hintedAfter(this.waiting.get(place) ?? [], write, step)
    if (left.length > 0) this.waiting.set(place, left)
    else this.waiting.delete(place)
    if (this.waiting.size !== this.hints.last) this.hints.set(this.now, this.waiting.size)
  }

  /** What is known to be committed is not on disk. */
  crash(isWiped: boolean): void {
    this.isWiped = isWiped
    if (this.committed.last > 0) this.committed.set(this.now, 0)
    if (!isWiped) return
    this.entries.clear()
    this.has.fill(0)
    this.waiting.clear()
    if (this.log.last > 0) this.noteLog()
    if (this.stored.last > 0) this.stored.set(this.now, 0)
    if (this.hints.last > 0) this.hints.set(this.now, 0)
  }

  restart(): void {
    this.isWiped = false
    this.entries.settle()
  }

  take(): Quantities {
    const { log, committed, stored, hints } = this
    return {
      log: log.take(),
      committed: committed.take(),
      stored: stored.take(),
      hints: hints.take(),
    }
  }

  private noteLog(): void {
    this.log.set(this.now, this.entries.length)
  }

  private forget(write: number): void {
    if (write < 0 || this.has[write] === 0) return
    this.has[write] = 0
    this.stored.set(this.now, this.stored.last - 1)
  }
}

/** Endpoint numbers are smaller: columns of the trace have 16 bits for them. */
const MAXIMUM_ENDPOINTS = 32_768

const NO_STEPS: Steps = { times: new Float64Array(), values: new Float64Array() }
const NOTHING: Quantities = {
  log: NO_STEPS,
  committed: NO_STEPS,
  stored: NO_STEPS,
  hints: NO_STEPS,
}

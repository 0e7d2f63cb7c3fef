import { type Clock, MICROS_PER_SECOND, type Micros } from '../core/clock.ts'
import { log } from '../core/math.ts'
import type { Random } from '../core/random.ts'
import { Action, Outcome } from '../trace/history.ts'
import type { Client } from './client.ts'
import { KeySpace } from './keys.ts'
import type { OperationMix, ResolvedWorkload } from './resolved.ts'

interface WorkloadParts {
  readonly workload: ResolvedWorkload
  readonly clients: readonly Client[]
  readonly clock: Clock
  /** The run's generator named `workload`. */
  readonly random: Random
  /** No operation is issued at or after this time. */
  readonly untilMicros: Micros
}

/**
 * Sets the clients of a run to work.
 *
 * Each client draws from a generator of its own, so that in an open loop the arrivals, actions and keys are the same whatever the system
 * under test does, and in a closed loop each client's sequence of operations is.
 */
export function startWorkload(parts: WorkloadParts): void {
  const shared = new SharedWork(parts)
  for (const client of parts.clients) {
    const worker = new Worker(shared, client, parts.random.fork(client.session))
    worker.start()
  }
}

/** A share drawn from 0 to 1 that is below one of these, and not below the one before, is an operation of that kind; what is left reads, modifies and writes. */
interface Bounds {
  readonly read: number
  readonly update: number
  readonly insert: number
  readonly writeThenRead: number
}

function boundsOf({ read, update, insert, writeThenRead }: OperationMix): Bounds {
  return {
    read,
    update: read + update,
    insert: read + update + insert,
    writeThenRead: read + update + insert + writeThenRead,
  }
}

/** What the clients of a workload have in common. */
class SharedWork {
  readonly workload: ResolvedWorkload
  readonly bounds: Bounds
  /** In a closed loop: from the return of an operation to its client's next one. */
  readonly thinkMicros: Micros
  readonly keys: KeySpace
  private readonly clock: Clock
  private readonly untilMicros: Micros
  private left: number

  constructor({ workload, clock, untilMicros }: WorkloadParts) {
    this.workload = workload
    const { arrival } = workload
    this.bounds = boundsOf(workload.mix)
    this.thinkMicros = arrival.kind === 'closed' ? arrival.thinkMicros : 0
    this.keys = new KeySpace(workload.keys)
    this.clock = clock
    this.untilMicros = untilMicros
    this.left = workload.operations
  }

  /** Whether one more operation may be issued now; counts it. */
  take(): boolean {
    if (this.clock.now >= this.untilMicros || this.left <= 0) return false
    this.left--
    return true
  }
}

const ignore = () => {}

/** One client at work. */
class Worker {
  private readonly shared: SharedWork
  private readonly client: Client
  private readonly random: Random
  /** Mean time between the arrivals of this client in an open loop. */
  private readonly meanGapMicros: Micros
  // Made once, not once an operation.
  private readonly onReturn = () => this.rest()
  private readonly onRested = () => this.next()
  private readonly onArrival = () => this.arrive()

  constructor(shared: SharedWork, client: Client, random: Random) {
    this.shared = shared
    this.client = client
    this.random = random
    const { arrival, clients } = shared.workload
    this.meanGapMicros =
      arrival.kind === 'open' ? (MICROS_PER_SECOND * clients) / arrival.ratePerSecond : 0
  }

  start(): void {
    if (this.shared.workload.arrival.kind === 'open') this.awaitArrival()
    // Clients that all began at time zero would march in step for a while.
    else this.client.after(this.random.below(1_000), this.onRested)
  }

  private awaitArrival(): void {
    const gap = Math.round(-this.meanGapMicros * log(this.random.unit()))
    this.client.after(gap, this.onArrival)
  }

  private arrive(): void {
    if (!this.shared.take()) return
    this.issue(ignore)
    this.awaitArrival()
  }

  private next(): void {
    if (this.shared.take()) this.issue(this.onReturn)
  }

  private rest(): void {
    const { thinkMicros } = this.shared
    if (thinkMicros === 0) this.next()
    else this.client.after(thinkMicros, this.onRested)
  }

  /** One operation of the mix; what has two steps counts as one here and as two in the history. */
  private issue(done: () => void): void {
    const { bounds, keys } = this.shared
    const draw = this.random.unit()
    if (draw < bounds.read) this.perform(Action.read, keys.pick(this.random), done)
    else if (draw < bounds.update) this.perform(Action.write, keys.pick(this.random), done)
    else if (draw < bounds.insert) this.perform(Action.write, keys.insert(), done)
    else if (draw < bounds.writeThenRead) this.writeThenRead(keys.pick(this.random), done)
    else this.readModifyWrite(keys.pick(this.random), done)
  }

  private perform(action: Action, key: number, done: () => void): void {
    this.client.perform({ action, key }, done)
  }

  /** Writes only what it has read: where the read fails there is nothing to modify. */
  private readModifyWrite(key: number, done: () => void): void {
    this.client.perform({ action: Action.read, key }, (read) => {
      if (read.outcome !== Outcome.ok) done()
      else this.client.perform({ action: Action.write, key, basedOn: read }, done)
    })
  }

  /** Reads back only what was written: where the write fails there is nothing to look for. */
  private writeThenRead(key: number, done: () => void): void {
    this.client.perform({ action: Action.write, key }, (write) => {
      if (write.outcome !== Outcome.ok) done()
      else this.later(() => this.perform(Action.read, key, done))
    })
  }

  private later(step: () => void): void {
    const { readAfterMicros } = this.shared.workload
    if (readAfterMicros === 0) step()
    else this.client.after(readAfterMicros, step)
  }
}

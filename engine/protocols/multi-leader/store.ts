import { assert } from '../../core/assert.ts'
import type { NodeContext } from '../../node/context.ts'
import { DurableLog, DurableTable } from '../../node/durable.ts'
import type { Undoable } from '../../node/journal.ts'
import { type EndpointId, type KeyId, NO_ENDPOINT } from '../../trace/event.ts'
import type { WriteRequest } from '../client.ts'
import {
  covers,
  EMPTY_VECTOR,
  merge,
  NO_SIBLINGS,
  raise,
  type VersionVector,
  write,
} from '../shared/version-vector.ts'
import { report } from './report.ts'
import type { Resolution } from './resolution.ts'
import type { MultiLeaderSettings } from './settings.ts'
import { isLeader } from './topology.ts'
import type { KeyState, Update, Written } from './update.ts'

/** How much of the log the trace was told of. It outlives a crash, as the trace does; nothing that the replica does depends on it. */
class Told implements Undoable {
  length = 0
  undo(): void {}
  lose(): void {}
}

/**
 * What a replica keeps: a log of all updates in the order in which it got them, its own and others', and the state of each key.
 *
 * A replica's origin number, the `node` of the dots that it gives, is its own number; after its disk was wiped it comes back under
 * another one, `leaders` × the number of its new disk + its own number, since it no longer knows which counters it has used.
 *
 * Invariants, as long as no disk lies:
 * (1) The updates of one origin stand in every log in the order of their counters without a gap, starting at 1. Holds at the origin, where each write
 *     takes the next counter, and passes on from log to log: a stream (`Outbound`) carries an origin's updates in order from the first, and what
 *     several streams bring is taken at its first arrival only. So one counter an origin tells whether an update has been here before.
 * (2) A dot is known outside its node only when its update is on disk: nothing is shown to a reader, told to a writer or sent before. So a crash that takes
 *     updates back takes dots that nobody has seen, and they may be given again.
 * (3) A key's clock covers a dot exactly when the update with it was taken, or replaced by a write whose author had seen a state with it.
 *     Follows from (1), and from contexts being clocks of whole states.
 * (4) `length` entries are on disk and shown; `written` holds the others, oldest first.
 *
 * A disk that said to have synced what it loses breaks (2): its leader gives counters a second time, which others take for updates that they have, or
 * goes on after a gap. Replicas then stay different, unnoticed, as those of real systems do.
 */
export class Store {
  readonly log: DurableLog<Update>
  /** Entries of the log that are on disk. */
  length: number
  /** Which disk of the node this is, 0 for the first; names the log. */
  readonly incarnation: number
  private readonly context: NodeContext
  private readonly settings: MultiLeaderSettings
  private readonly resolution: Resolution
  private readonly origin: number
  private readonly told: Told
  /** State by key, updates included that are not on disk yet. */
  private readonly states: DurableTable<KeyState>
  /** State by key as readers see it. */
  private readonly shown: (KeyState | undefined)[] = []
  /** By origin: the counter up to which its updates are in the log. */
  private readonly taken = new Map<number, number>()
  private written: Written[] = []

  constructor(context: NodeContext, settings: MultiLeaderSettings, resolution: Resolution) {
    const { disk, trace } = context
    this.context = context
    this.settings = settings
    this.resolution = resolution
    this.incarnation = disk.incarnation
    this.origin = settings.leaders * this.incarnation + context.id
    this.told = disk.open('told', () => new Told())
    this.states = disk.open('states', () => new DurableTable<KeyState>(disk, () => {}))
    this.log = disk.open(
      'log',
      () => new DurableLog<Update>(disk, (lost) => trace.lose(lost.operation, lost.key)),
    )
    this.length = this.log.length
    this.recover()
  }

  /** What a read finds. */
  read(key: KeyId): KeyState | undefined {
    return this.shown[key]
  }

  *keys(): Iterable<KeyId> {
    for (let key = 0; key < this.shown.length; key++) {
      if (this.shown[key] !== undefined) yield key
    }
  }

  /** Takes a client's write. */
  create(request: WriteRequest, client: EndpointId): void {
    const { key, operation, value, valueBytes } = request
    const before = this.states.get(key)
    const update: Update = {
      node: this.origin,
      counter: this.takenFrom(this.origin) + 1,
      key,
      operation,
      value,
      valueBytes,
      context: contextOf(request, before),
      stamp: this.stamp(before),
    }
    this.append(update, before, client)
  }

  /** Takes an update from another replica, unless it has been here before. */
  take(update: Update): void {
    if (this.takenFrom(update.node) >= update.counter) return
    this.append(update, this.states.get(update.key), NO_ENDPOINT)
  }

  /** Everything up to this length is on disk: shows it, and tells `done` of each. */
  show(length: number, done: (written: Written) => void): void {
    const count = length - this.length
    if (count <= 0) return
    const shown = count === this.written.length ? this.written : this.written.slice(0, count)
    this.written = count === this.written.length ? [] : this.written.slice(count)
    this.length = length
    this.told.length = length
    for (const written of shown) {
      this.shown[written.update.key] = written.after
      report(this.context.trace, this.resolution, written, isLeader(this.settings, this.context.id))
      done(written)
    }
  }

  /** The number of the leader that an update came from. */
  leaderOf({ node }: Update): EndpointId {
    return node % this.settings.leaders
  }

  /** The life of that leader's disk in which it took the update. */
  incarnationOf({ node }: Update): number {
    return Math.floor(node / this.settings.leaders)
  }

  /** What of each origin is in the log. */
  vector(): VersionVector {
    let vector = EMPTY_VECTOR
    for (const [origin, counter] of this.taken) vector = raise(vector, origin, counter)
    return vector
  }

  private append(update: Update, before: KeyState | undefined, client: EndpointId): void {
    const { key, node, counter } = update
    assert(counter > this.takenFrom(node), 'an update is taken once, after those before it')
    const after = this.apply(update, before)
    this.log.append(update)
    if (after !== before) this.states.set(key, after)
    this.taken.set(node, counter)
    this.written.push({ update, before, after, client })
  }

  /** By invariant (3) an update whose dot is covered was replaced before it came. */
  private apply(update: Update, before: KeyState | undefined): KeyState {
    if (before !== undefined && covers(before.set.clock, update)) return before
    const set = write<Update>(before?.set ?? NO_SIBLINGS, update.context, update)
    return { set, versions: this.resolution.readable(set.siblings) }
  }

  private stamp(before: KeyState | undefined): number {
    let stamp = this.context.clock()
    if (this.settings.stamps === 'local-clock' || before === undefined) return stamp
    for (const sibling of before.set.siblings) stamp = Math.max(stamp, sibling.stamp + 1)
    return stamp
  }

  private takenFrom(origin: number): number {
    return this.taken.get(origin) ?? 0
  }

  /** What is on the disk after a restart is readable, also what the last life had no time to show. */
  private recover(): void {
    for (let offset = 0; offset < this.log.length; offset++) {
      const { node, counter } = this.log.at(offset)
      this.taken.set(node, counter)
    }
    for (const key of this.states.keys()) this.shown[key] = this.states.get(key)
    for (let offset = this.told.length; offset < this.log.length; offset++) {
      const update = this.log.at(offset)
      const isReadable = this.shown[update.key]?.versions.includes(update)
      if (isReadable) this.context.trace.store(update.operation, update.key, update.stamp)
    }
    this.told.length = this.log.length
  }
}

/** A write that builds on a read replaces what was read; a blind one whatever its leader has, and what its client knows from elsewhere. */
function contextOf(
  { context, isBased }: WriteRequest,
  before: KeyState | undefined,
): VersionVector {
  const known = (context as VersionVector | undefined) ?? EMPTY_VECTOR
  return isBased || before === undefined ? known : merge(before.set.clock, known)
}

/** For showing: which origin is which leader. */
export const originName = (leaders: number) => (origin: number) => {
  const incarnation = Math.floor(origin / leaders)
  return `n${(origin % leaders) + 1}${incarnation > 0 ? `@${incarnation}` : ''}`
}

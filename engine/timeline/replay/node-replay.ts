import {
  CrashKind,
  type EndpointId,
  type KeyId,
  type OperationId,
  ROLE_NAMES,
  type RoleName,
} from '../../trace/event.ts'
import { hintedAfter } from '../hinted.ts'
import type { Causality } from './causality.ts'
import { LogTrack } from './log-track.ts'
import { Track } from './track.ts'
import {
  type Arrival,
  NO_VERSIONS,
  type PlainVersions,
  survivors,
  type VersionSet,
  versionSet,
  writesOf,
} from './version-set.ts'

/** What a model does with versions that did not know of each other: keeps one, shows all, or shows one that is made of all. */
export type SiblingRule = 'one' | 'siblings' | 'merged'

export interface ReplayRules {
  readonly siblings: SiblingRule
  /** Whether nodes keep logs: what they show is then made anew from the log after a crash. */
  readonly hasLogs: boolean
  /** Whether nodes that lead tell of the versions with which an arriving one conflicts. */
  readonly leadersTell: boolean
  causality(): Causality
  readonly plain: PlainVersions
  /** Of several writes the one that a merged value is named by. */
  newest(writes: readonly OperationId[]): OperationId
}

export interface RoleAt {
  readonly role: RoleName | undefined
  readonly term: number
}

export type StatusAt = 'up' | 'down' | 'paused'

/** Hints of one key that wait for one replica. */
export interface HintSlot {
  readonly target: EndpointId
  readonly key: KeyId
  readonly kept: Track<readonly OperationId[]>
}

const NO_ROLE: RoleAt = { role: undefined, term: 0 }
const NO_WRITES: readonly OperationId[] = []

/**
 * One node through a whole run, as its events tell of it.
 *
 * Of what a crash takes back the trace tells the writes that are lost, and not what stands again in their place: that is what stood there before.
 */
export class NodeReplay {
  readonly status = new Track<StatusAt>('up')
  readonly role = new Track<RoleAt>(NO_ROLE)
  readonly committed = new Track(0)
  readonly log = new LogTrack()
  /** By key. */
  readonly stored: (Track<VersionSet> | undefined)[] = []
  readonly hints = new Map<number, HintSlot>()
  private readonly rules: ReplayRules
  private isWiped = false
  /** Between its restart and the role that it takes then. */
  private isRecovering = false
  /** By key: how many writes of the version set that a crash takes back are still to be told. */
  private readonly losing = new Map<KeyId, number>()

  constructor(rules: ReplayRules) {
    this.rules = rules
  }

  get leads(): boolean {
    return this.role.last.role === 'leader'
  }

  takeRole(position: number, role: number, term: number): void {
    this.isRecovering = false
    this.role.set(position, { role: ROLE_NAMES[role], term })
  }

  crash(position: number, kind: number): void {
    this.status.set(position, 'down')
    this.role.set(position, NO_ROLE)
    if (this.committed.last > 0) this.committed.set(position, 0)
    this.isWiped = kind === CrashKind.wipes
    this.losing.clear()
    if (this.isWiped || this.rules.hasLogs) this.clearStored(position)
    if (this.isWiped) this.clearDisk(position)
  }

  restart(position: number): void {
    this.status.set(position, 'up')
    this.isWiped = false
    this.isRecovering = true
    this.log.settle()
  }

  append(position: number, operation: OperationId, term: number): void {
    this.log.append(position, operation, term)
  }

  truncate(position: number, operation: OperationId, key: KeyId): void {
    this.log.truncate(position)
    const length = this.log.length(position)
    if (this.committed.last > length) this.committed.set(position, length)
    if (key >= 0 && this.held(key).versions[0]?.operation === operation) {
      this.slot(key).set(position, NO_VERSIONS)
    }
  }

  /** A wipe has taken everything at once. */
  lose(position: number, operation: OperationId, key: KeyId): void {
    if (this.isWiped) return
    if (this.rules.hasLogs) this.log.lose(position)
    else if (key >= 0) this.loseVersion(position, operation, key)
  }

  arrive(position: number, key: KeyId, arrival: Arrival): void {
    const { siblings, causality } = this.rules
    const before = this.held(key)
    if (siblings === 'one') {
      this.put(position, key, arrival.added, before, true)
      return
    }
    // One value made of all is one, however many went into it.
    const isCounted = siblings === 'siblings' && !this.isRecovering
    const count = isCounted ? arrival.count : undefined
    const told = { ...arrival, count, areAllKept: this.tellsAll(arrival) }
    const { writes, isCertain } = survivors(writesOf(before), told, (one, other) =>
      causality().knows(one, other),
    )
    const all = [...writes, ...arrival.added]
    const isAllKnown = isCertain && (before.isCertain || writes.length === 0)
    this.put(position, key, all, before, isAllKnown)
  }

  hint(
    position: number,
    target: EndpointId,
    key: KeyId,
    operation: OperationId,
    step: number,
  ): void {
    const slot = this.hintSlot(target, key)
    slot.kept.set(position, hintedAfter(slot.kept.last, operation, step))
  }

  held(key: KeyId): VersionSet {
    return this.stored[key]?.last ?? NO_VERSIONS
  }

  /** A leader names each sibling that stays; where it shows one value made of all, only one of them. */
  private tellsAll({ kept }: Arrival): boolean {
    const { siblings, leadersTell } = this.rules
    if (!leadersTell || !this.leads || this.isRecovering) return false
    return siblings === 'siblings' || kept.length === 0
  }

  private put(
    position: number,
    key: KeyId,
    writes: readonly OperationId[],
    before: VersionSet,
    isCertain: boolean,
  ): void {
    const { siblings, newest, plain } = this.rules
    const naming = siblings === 'merged' ? newest : undefined
    this.slot(key).set(position, versionSet(writes, before, isCertain, plain, naming))
  }

  /** The change that is taken back had made a set of several versions, which are told one by one. */
  private loseVersion(position: number, operation: OperationId, key: KeyId): void {
    const set = this.held(key)
    if (!writesOf(set).includes(operation)) return
    const left = (this.losing.get(key) ?? set.versions.length) - 1
    if (left > 0) {
      this.losing.set(key, left)
      return
    }
    this.losing.delete(key)
    this.slot(key).set(position, set.before ?? NO_VERSIONS)
  }

  private clearStored(position: number): void {
    for (const slot of this.stored) {
      if (slot !== undefined && slot.last.versions.length > 0) slot.set(position, NO_VERSIONS)
    }
  }

  private clearDisk(position: number): void {
    this.log.clear(position)
    for (const { kept } of this.hints.values()) {
      if (kept.last.length > 0) kept.set(position, NO_WRITES)
    }
  }

  private slot(key: KeyId): Track<VersionSet> {
    this.stored[key] ??= new Track<VersionSet>(NO_VERSIONS)
    return this.stored[key]
  }

  private hintSlot(target: EndpointId, key: KeyId): HintSlot {
    const place = key * MAXIMUM_ENDPOINTS + target
    const known = this.hints.get(place)
    if (known !== undefined) return known
    const slot = { target, key, kept: new Track(NO_WRITES) }
    this.hints.set(place, slot)
    return slot
  }
}

const MAXIMUM_ENDPOINTS = 32_768

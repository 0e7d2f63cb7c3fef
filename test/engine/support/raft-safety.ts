import { expect } from 'vitest'
import type { World } from '../../../engine/experiment/world.ts'
import { isLeading } from '../../../engine/protocols/model.ts'
import type { Entry } from '../../../engine/protocols/single-leader/log.ts'
import { EventKind, RoleCode } from '../../../engine/trace/event.ts'
import { logOf } from './single-leader.ts'

/**
 * Raft's safety properties (Ongaro and Ousterhout 2014, figure 3), watched while a world runs.
 */
export class SafetyWatch {
  /** What any replica ever took for committed, by offset. */
  readonly committed: Entry[] = []
  private readonly world: World

  constructor(world: World) {
    this.world = world
  }

  look(): void {
    this.logsMatch()
    this.committedEntriesAgree()
    this.leaderIsComplete()
    this.oneServesAtMost()
  }

  /** Log matching: one term at one offset means the same log up to there. */
  private logsMatch(): void {
    const logs = this.world.replicas.map((machine) => logOf(machine))
    for (const one of logs) {
      for (const other of logs) {
        let agrees = true
        for (let offset = 0; offset < Math.min(one.length, other.length); offset++) {
          const isSame = one[offset] === other[offset]
          if (one[offset].term === other[offset].term && !(isSame && agrees)) {
            expect.fail(`logs differ at or before offset ${offset} of term ${one[offset].term}`)
          }
          agrees &&= isSame
        }
      }
    }
  }

  /** State machine safety: what one takes for committed at an offset, all do, for ever. */
  private committedEntriesAgree(): void {
    for (const { id, state } of this.world.liveReplicas()) {
      const log = logOf(this.world.machines[id])
      for (let offset = 0; offset < state.log!.committed; offset++) {
        if (offset === this.committed.length) this.committed.push(log[offset])
        if (this.committed[offset] !== log[offset]) {
          expect.fail(`replica ${id} committed another entry at offset ${offset}`)
        }
      }
    }
  }

  /** Leader completeness: the leader of the highest term has every committed entry. */
  private leaderIsComplete(): void {
    const leaders = this.world.liveReplicas().filter(({ state }) => isLeading(state.role))
    const [latest] = leaders.sort((a, b) => b.state.term - a.state.term)
    if (latest === undefined) return
    const highest = Math.max(...this.world.liveReplicas().map(({ state }) => state.term))
    if (latest.state.term < highest) return
    const log = logOf(this.world.machines[latest.id])
    this.committed.forEach((entry, offset) => {
      if (log[offset] !== entry) expect.fail(`leader ${latest.id} lacks committed ${offset}`)
    })
  }

  /** Fencing: no two leaders hold a lease at one time. */
  private oneServesAtMost(): void {
    const now = this.world.clock.now / 1_000
    const serving = this.world
      .liveReplicas()
      .filter(({ state }) => ((state.details.leaseUntilMillis as number | null) ?? -1) > now)
    expect(serving.length).toBeLessThanOrEqual(1)
  }
}

/** Election safety: at most one leader a term. */
export function leadersByTerm(world: World): Map<number, Set<number>> {
  const leaders = new Map<number, Set<number>>()
  for (const { node, a, b } of world.recorder.take().events(EventKind.role)) {
    if (a !== RoleCode.leader) continue
    leaders.set(b, (leaders.get(b) ?? new Set()).add(node))
  }
  return leaders
}

/**
 * Whether the reads and writes that ended ok form a linearizable history, given the order in which writes were committed.
 * Names the first operation that does not fit; undefined when all do.
 */
export function firstNotLinearizable(
  { history }: World,
  log: readonly Entry[],
): string | undefined {
  const position = new Map(log.map((entry, offset) => [entry.operation, offset]))
  const done = [...history].filter(({ outcome }) => outcome === 'ok')
  const placeOf = (operation: (typeof done)[number]): number => {
    if (operation.action === 'write') return position.get(operation.id) ?? Number.NaN
    return operation.sources.length === 0 ? -1 : (position.get(operation.sources[0]) ?? Number.NaN)
  }
  const placed = done.map((operation) => ({ operation, place: placeOf(operation) }))
  for (const { operation, place } of placed) {
    const text = `${operation.action} ${operation.id} of key ${operation.key}`
    if (Number.isNaN(place)) return `${text} is not in the log`
    if (operation.sources.some((source) => history.invoked[source] > operation.returned)) {
      return `${text} is from the future`
    }
    for (const earlier of placed) {
      const isBefore = earlier.operation.returned < operation.invoked
      if (!isBefore || earlier.operation.key !== operation.key) continue
      const mustBeLater = operation.action === 'write' && earlier.operation.action === 'write'
      if (mustBeLater ? earlier.place >= place : earlier.place > place) {
        return `${text} is older than ${earlier.operation.action} ${earlier.operation.id}`
      }
    }
  }
  return undefined
}

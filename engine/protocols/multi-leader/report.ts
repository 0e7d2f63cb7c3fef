import type { NodeTrace } from '../../node/context.ts'
import { survivors } from '../shared/version-vector.ts'
import type { Resolution } from './resolution.ts'
import type { KeyState, Update, Written } from './update.ts'

/**
 * Tells the trace what an update did to its key. Conflicts and what they drop are told by leaders: a follower repeats what its leader did.
 * Two versions of one operation (a client's retry through another leader) are no conflict.
 */
export function report(
  trace: NodeTrace,
  resolution: Resolution,
  { update, before, after }: Written,
  isLeader: boolean,
): void {
  if (after === before) return
  const rivals = before === undefined ? NO_RIVALS : rivalsOf(resolution, before, update)
  if (isLeader) {
    for (const rival of rivals) trace.conflict(update.operation, update.key, rival.operation)
  }
  if (resolution.kind === 'last-writer-wins') reportWinner(trace, update, before, after, isLeader)
  else trace.store(update.operation, update.key, update.stamp)
  if (after.versions.length > 1) trace.siblings(update.key, after.versions.length)
}

const NO_RIVALS: readonly Update[] = []

function rivalsOf(resolution: Resolution, before: KeyState, update: Update): readonly Update[] {
  const left = survivors(before.set.siblings, update.context)
  if (left.length === 0) return left
  return resolution.rivals(left).filter((rival) => rival.operation !== update.operation)
}

function reportWinner(
  trace: NodeTrace,
  update: Update,
  before: KeyState | undefined,
  after: KeyState,
  isLeader: boolean,
): void {
  const { key } = update
  const winner = after.versions[0] as Update
  const previous = before?.versions[0] as Update | undefined
  if (winner !== previous) trace.store(winner.operation, key, winner.stamp)
  const loser = winner === update ? concurrentOf(previous, update) : update
  if (isLeader && loser !== undefined && loser.operation !== winner.operation) {
    trace.discard(loser.operation, key, winner.operation)
  }
}

/** The version that was readable, unless the update was based on it. */
function concurrentOf(previous: Update | undefined, update: Update): Update | undefined {
  if (previous === undefined) return undefined
  return survivors([previous], update.context).length > 0 ? previous : undefined
}

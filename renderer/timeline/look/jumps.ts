import { MARK_STYLES, mishapsOf, OPERATION_STYLES } from '../../../engine/timeline/draw/index.ts'
import {
  type FaultSpan,
  MarkKind,
  OperationClass,
  type Timeline,
} from '../../../engine/timeline/index.ts'

/** What can be jumped to. */
export const JUMP_KINDS = ['fault', 'election', 'conflict', 'violation'] as const
export type JumpKind = (typeof JUMP_KINDS)[number]

/** A moment worth a look, and what happened. */
export interface Jump {
  readonly time: number
  readonly words: string
  /** The operation or message that it is about. */
  readonly operation?: number
}

const ELECTIONS: readonly MarkKind[] = [MarkKind.candidate, MarkKind.leader, MarkKind.stepDown]
const CONFLICTS: readonly MarkKind[] = [MarkKind.conflict, MarkKind.siblings, MarkKind.truncate]
/** What breaks a promise that a client was given. */
const VIOLATIONS: readonly number[] = [OperationClass.stale, OperationClass.lost]

const known = new WeakMap<Timeline, Readonly<Record<JumpKind, readonly Jump[]>>>()

/** All moments worth a look, by kind, each in order of time. */
export function jumpsOf(timeline: Timeline): Readonly<Record<JumpKind, readonly Jump[]>> {
  const found = known.get(timeline) ?? {
    fault: timeline.faults.flatMap((fault) => faultJumps(fault, timeline)).sort(byTime),
    election: markJumps(timeline, ELECTIONS),
    conflict: markJumps(timeline, CONFLICTS),
    violation: violations(timeline),
  }
  known.set(timeline, found)
  return found
}

const byTime = (a: Jump, b: Jump): number => a.time - b.time

function faultJumps({ from, to, label }: FaultSpan, { endMicros }: Timeline): Jump[] {
  const begin = { time: from, words: `${label} begins` }
  return to > from && to < endMicros ? [begin, { time: to, words: `${label} ends` }] : [begin]
}

function markJumps({ marks, nodes }: Timeline, kinds: readonly MarkKind[]): Jump[] {
  const names = new Map(nodes.map(({ endpoint, name }) => [endpoint, name]))
  const jumps: Jump[] = []
  for (let mark = 0; mark < marks.length; mark++) {
    const kind = marks.kind[mark] as MarkKind
    if (!kinds.includes(kind)) continue
    const words = `${names.get(marks.node[mark])}: ${MARK_STYLES[kind].name}`
    jumps.push({ time: marks.time[mark], words })
  }
  return jumps
}

/** At the moment of the call. */
function violations(timeline: Timeline): Jump[] {
  const { invoked, ending } = timeline.operations
  const jumps: Jump[] = []
  for (const operation of mishapsOf(timeline).operations) {
    if (!VIOLATIONS.includes(ending[operation])) continue
    const words = `operation ${operation}: ${OPERATION_STYLES[ending[operation]].name}`
    jumps.push({ time: invoked[operation], words, operation })
  }
  return jumps
}

/** The next after a moment, or the last before it; undefined where there is none. */
export function nextJump(
  jumps: readonly Jump[],
  time: number,
  isForward: boolean,
): Jump | undefined {
  if (isForward) return jumps.find((jump) => jump.time > time)
  return jumps.findLast((jump) => jump.time < time)
}

import type { Micros } from '../core/clock.ts'
import { MarkKind, OperationClass, type Timeline } from './timeline.ts'

/** What one may want to jump to. `violation`: a read that was stale, or a write that was acknowledged and lost. */
export type NotableKind = 'fault' | 'election' | 'conflict' | 'violation'

/** Something to look at, and where it is. */
export interface Notable {
  readonly kind: NotableKind
  readonly time: Micros
  /** Place in the timeline's `faults`, `marks` or `operations`, by its kind: fault; election and conflict; violation. */
  readonly index: number
}

const ALL: readonly NotableKind[] = ['fault', 'election', 'conflict', 'violation']

/** The first notable thing after a moment; undefined where there is none. */
export function nextNotable(
  timeline: Timeline,
  time: Micros,
  kinds: readonly NotableKind[] = ALL,
): Notable | undefined {
  return nearest(
    timeline,
    kinds,
    (at) => at > time,
    (one, other) => one < other,
  )
}

/** The last notable thing before a moment; undefined where there is none. */
export function previousNotable(
  timeline: Timeline,
  time: Micros,
  kinds: readonly NotableKind[] = ALL,
): Notable | undefined {
  return nearest(
    timeline,
    kinds,
    (at) => at < time,
    (one, other) => one >= other,
  )
}

function nearest(
  timeline: Timeline,
  kinds: readonly NotableKind[],
  isBeyond: (time: Micros) => boolean,
  isNearer: (one: Micros, other: Micros) => boolean,
): Notable | undefined {
  let best: Notable | undefined
  for (const kind of kinds) {
    visit(timeline, kind, (time, index) => {
      if (!isBeyond(time)) return
      if (best === undefined || isNearer(time, best.time)) best = { kind, time, index }
    })
  }
  return best
}

function visit(
  { faults, marks, operations }: Timeline,
  kind: NotableKind,
  see: (time: Micros, index: number) => void,
): void {
  if (kind === 'fault') for (const [index, { from }] of faults.entries()) see(from, index)
  else if (kind === 'violation') {
    const { ending, invoked, length } = operations
    for (let id = 0; id < length; id++) {
      const isBroken = ending[id] === OperationClass.stale || ending[id] === OperationClass.lost
      if (isBroken) see(invoked[id], id)
    }
  } else {
    const wanted = kind === 'election' ? MarkKind.leader : MarkKind.conflict
    for (let mark = 0; mark < marks.length; mark++) {
      if (marks.kind[mark] === wanted) see(marks.time[mark], mark)
    }
  }
}

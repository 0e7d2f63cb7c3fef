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
  const found = kinds.map((kind) => notablesOf(timeline, kind).find((one) => one.time > time))
  return best(found, (one, other) => one.time < other.time)
}

/** The last notable thing before a moment; undefined where there is none. */
export function previousNotable(
  timeline: Timeline,
  time: Micros,
  kinds: readonly NotableKind[] = ALL,
): Notable | undefined {
  const found = kinds.map((kind) => lastBefore(notablesOf(timeline, kind), time))
  return best(found, (one, other) => one.time >= other.time)
}

function lastBefore(ascending: readonly Notable[], time: Micros): Notable | undefined {
  const end = ascending.findIndex((one) => one.time >= time)
  return ascending[(end < 0 ? ascending.length : end) - 1]
}

function best(
  found: readonly (Notable | undefined)[],
  isBetter: (one: Notable, other: Notable) => boolean,
): Notable | undefined {
  return found.reduce(
    (chosen, one) => (one && (!chosen || isBetter(one, chosen)) ? one : chosen),
    undefined,
  )
}

const known = new WeakMap<Timeline, Map<NotableKind, readonly Notable[]>>()

/** All of one kind, in order of time; found once for each timeline. */
export function notablesOf(timeline: Timeline, kind: NotableKind): readonly Notable[] {
  const kinds = known.get(timeline) ?? new Map<NotableKind, readonly Notable[]>()
  known.set(timeline, kinds)
  const found = kinds.get(kind) ?? find(timeline, kind)
  kinds.set(kind, found)
  return found
}

function find({ faults, marks, operations }: Timeline, kind: NotableKind): readonly Notable[] {
  if (kind === 'fault') return faults.map(({ from }, index) => ({ kind, time: from, index }))
  if (kind === 'violation') return findAll(kind, operations.ending, VIOLATIONS, operations.invoked)
  const wanted = kind === 'election' ? MarkKind.leader : MarkKind.conflict
  const found = findAll(kind, marks.kind, [wanted], marks.time)
  // Whoever leads from the beginning was not elected.
  return kind === 'election' ? found.filter(({ time }) => time > 0) : found
}

const VIOLATIONS: readonly number[] = [OperationClass.stale, OperationClass.lost]

function findAll(
  kind: NotableKind,
  codes: Uint8Array,
  wanted: readonly number[],
  times: Float64Array,
): Notable[] {
  const found: Notable[] = []
  const isWanted = new Uint8Array(256)
  for (const code of wanted) isWanted[code] = 1
  for (let index = 0; index < codes.length; index++) {
    if (isWanted[codes[index]] === 1) found.push({ kind, time: times[index], index })
  }
  return found
}

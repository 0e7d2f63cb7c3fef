import type { OperationBars } from '../timeline.ts'

/** Clients that wait for several answers at once have their bars below each other. */
export interface Stacking {
  /** By operation: 0 is the uppermost line of its client. */
  readonly level: Uint8Array
  /** By session: how many lines there are, at least 1. */
  readonly levels: readonly number[]
}

/** More lines than this would be too thin; what finds none free stands in the last. */
export const MOST_LEVELS = 6

/** Each operation stands in the first line of its client that is free when it is called. */
export function stackOperations(operations: OperationBars): Stacking {
  const { length, session, invoked, returned } = operations
  const level = new Uint8Array(length)
  const ends: number[][] = []
  for (let id = 0; id < length; id++) {
    ends[session[id]] ??= []
    const lines = ends[session[id]]
    level[id] = freeLine(lines, invoked[id])
    lines[level[id]] = Math.max(lines[level[id]] ?? 0, returned[id])
  }
  return { level, levels: Array.from(ends, (lines) => lines?.length ?? 1) }
}

function freeLine(ends: readonly number[], time: number): number {
  for (let line = 0; line < ends.length; line++) {
    if (ends[line] <= time) return line
  }
  return Math.min(ends.length, MOST_LEVELS - 1)
}

const known = new WeakMap<OperationBars, Stacking>()

/** Uses what was made elsewhere. */
export function useStacking(operations: OperationBars, stacking: Stacking): void {
  known.set(operations, stacking)
}

/** As `stackOperations`, made once for the operations of a timeline. */
export function stackingOf(operations: OperationBars): Stacking {
  const found = known.get(operations) ?? stackOperations(operations)
  known.set(operations, found)
  return found
}

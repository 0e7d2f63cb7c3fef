import type { FaultSpan, Timeline } from '../../../../engine/timeline/index.ts'

/** A connection between two nodes that lets nothing through. */
export interface Cut {
  readonly from: number
  readonly to: number
  /** Only from the one to the other. */
  readonly isOneWay: boolean
}

/** What keeps nodes apart at a moment. */
export interface Cuts {
  readonly cuts: readonly Cut[]
  /** By endpoint of the node: the letter of the side that it is on; undefined where all can reach all, at least by others. */
  readonly sides: ReadonlyMap<number, string>
}

/** Faults that hold at a moment. */
export const holdingFaults = ({ faults, endMicros }: Timeline, time: number): FaultSpan[] =>
  faults.filter(({ from, to }) => from <= time && (time < to || to >= endMicros))

export function cutsAt(timeline: Timeline, time: number): Cuts {
  const { run, nodes } = timeline
  const isCut = new Set<string>()
  for (const { number } of holdingFaults(timeline, time)) {
    for (const [from, to] of run.faults[number]?.cuts ?? []) isCut.add(`${from} ${to}`)
  }
  const ids = nodes.map(({ endpoint }) => endpoint)
  const cuts = ids.flatMap((one) =>
    ids.flatMap((other): Cut[] => {
      if (one >= other) return []
      const [there, back] = [isCut.has(`${one} ${other}`), isCut.has(`${other} ${one}`)]
      if (there && back) return [{ from: one, to: other, isOneWay: false }]
      if (there) return [{ from: one, to: other, isOneWay: true }]
      return back ? [{ from: other, to: one, isOneWay: true }] : []
    }),
  )
  return { cuts, sides: sidesOf(ids, isCut) }
}

/** Nodes that reach each other, if by others, both ways, are on one side. */
function sidesOf(ids: readonly number[], isCut: ReadonlySet<string>): Map<number, string> {
  const sides = new Map<number, string>()
  let count = 0
  for (const id of ids) {
    if (sides.has(id)) continue
    const letter = String.fromCharCode(A + (count++ % LETTERS))
    const waiting = [id]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const node = next
      sides.set(node, letter)
      const reached = ids.filter(
        (other) =>
          !sides.has(other) && !isCut.has(`${node} ${other}`) && !isCut.has(`${other} ${node}`),
      )
      waiting.push(...reached)
    }
  }
  return count > 1 ? sides : new Map()
}

const A = 65
const LETTERS = 26

import type { EndpointId } from '../../trace/event.ts'
import type { FaultSpan, Timeline } from '../timeline.ts'
import { type Layout, xOf } from './layout.ts'
import { seenPart } from './sight.ts'
import type { TimelineView } from './view.ts'

/** Faults of one line of the band that stand so near to each other that they are drawn as one; a single one as a rule. */
export interface FaultGroup {
  /** In order of their beginnings. */
  readonly faults: readonly FaultSpan[]
  /** Line of the band. */
  readonly line: number
  /** The part that is seen of the bar, in pixels. */
  readonly x: number
  readonly width: number
  /** Whom they struck; empty where one of them concerns the network between all nodes. */
  readonly nodes: readonly EndpointId[]
}

/** Faults that begin less than so many pixels after the one before are told together. */
const LEAST_DISTANCE = 10
/** Groups are no wider, so that how many there are is seen to change along time; longer faults stand for themselves. */
const MOST_WIDTH = 64
/** Faults are drawn at least this wide. */
const LEAST_WIDTH = 3

interface Growing {
  readonly faults: FaultSpan[]
  readonly line: number
  readonly from: number
  /** Where the last one of it begins. */
  last: number
  to: number
}

/** What a window shows of the faults, line by line, in order of time. */
export function groupFaults(
  { faults }: Timeline,
  { window }: TimelineView,
  layout: Layout,
): FaultGroup[] {
  const groups: Growing[] = []
  const open: (Growing | undefined)[] = []
  faults.forEach((fault, at) => {
    const from = xOf(layout, window, fault.from)
    const to = Math.max(from + LEAST_WIDTH, xOf(layout, window, fault.to))
    if (to < layout.left || from > layout.right) return
    const line = layout.faults.rowOfFault[at]
    const group = open[line]
    if (group !== undefined && isNear(group, from, to)) {
      group.faults.push(fault)
      group.last = from
      group.to = Math.max(group.to, to)
      return
    }
    open[line] = { faults: [fault], line, from, last: from, to }
    groups.push(open[line])
  })
  return groups.flatMap((group) => {
    const part = seenPart(layout, group.from, group.to)
    const { faults, line } = group
    return part === undefined ? [] : [{ faults, line, ...part, nodes: struckBy(faults) }]
  })
}

const isNear = (group: Growing, from: number, to: number): boolean =>
  from - group.last < LEAST_DISTANCE && Math.max(to, group.to) - group.from <= MOST_WIDTH

function struckBy(faults: readonly FaultSpan[]): readonly EndpointId[] {
  if (faults.length === 1) return faults[0].nodes
  if (faults.some(({ nodes }) => nodes.length === 0)) return []
  return [...new Set(faults.flatMap(({ nodes }) => nodes))]
}

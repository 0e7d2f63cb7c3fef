import type { EventColumns } from '../trace/columns.ts'
import { type EndpointId, EventKind, HintStep, NO_OPERATION, RoleCode } from '../trace/event.ts'
import { Elections } from '../trace/metrics/elections.ts'
import type { Trace } from '../trace/trace.ts'
import { growingBytes, growingFloats, growingInts, growingShorts } from './growing.ts'
import { MarkKind, type Marks } from './timeline.ts'

/** What is worth a sign on a lane, in order of time. */
export function layMarks(trace: Trace): Marks {
  const builder = new MarksBuilder()
  trace.eachOf([...PLAIN.keys(), EventKind.role, EventKind.hint], (columns, index, position) => {
    const kind = builder.kindOf(columns, index)
    if (kind !== undefined) builder.add(kind, columns, index, position)
  })
  return builder.take()
}

/** Events that are marks whatever they say. */
const PLAIN = new Map<EventKind, MarkKind>([
  [EventKind.crash, MarkKind.crash],
  [EventKind.restart, MarkKind.restart],
  [EventKind.pause, MarkKind.pause],
  [EventKind.resume, MarkKind.resume],
  [EventKind.conflict, MarkKind.conflict],
  [EventKind.siblings, MarkKind.siblings],
  [EventKind.repair, MarkKind.repair],
  [EventKind.truncate, MarkKind.truncate],
  [EventKind.lose, MarkKind.lose],
  [EventKind.discard, MarkKind.discard],
])

const HINT_MARKS: Readonly<Record<number, MarkKind>> = {
  [HintStep.stored]: MarkKind.hintStored,
  [HintStep.delivered]: MarkKind.hintDelivered,
  [HintStep.dropped]: MarkKind.hintDropped,
}

const KINDS = 16

class MarksBuilder {
  private readonly time = growingFloats()
  private readonly kind = growingBytes()
  private readonly node = growingShorts()
  private readonly operation = growingInts()
  private readonly count = growingInts()
  private readonly position = growingInts()
  /** By node and kind: the mark made last. */
  private readonly latest = new Map<number, number>()
  private readonly elections = new Elections()
  private readonly leading = new Set<EndpointId>()

  /** Undefined for an event that is no mark. */
  kindOf({ kind, node, a, b }: EventColumns, index: number): MarkKind | undefined {
    switch (kind[index]) {
      case EventKind.role:
        return this.roleMark(node[index], a[index], b[index])
      case EventKind.hint:
        return HINT_MARKS[a[index]]
      case EventKind.crash:
        this.leading.delete(node[index])
        return MarkKind.crash
      default:
        return PLAIN.get(kind[index] as EventKind)
    }
  }

  /** Those of one kind, node and time are one mark. */
  add(kind: MarkKind, columns: EventColumns, index: number, position: number): void {
    const place = columns.node[index] * KINDS + kind
    const before = this.latest.get(place)
    if (before !== undefined && this.time.at(before) === columns.time[index]) {
      this.count.set(before, this.count.at(before) + 1)
      return
    }
    this.latest.set(place, this.time.length)
    this.time.push(columns.time[index])
    this.kind.push(kind)
    this.node.push(columns.node[index])
    this.operation.push(Math.max(columns.operation[index], NO_OPERATION))
    this.count.push(1)
    this.position.push(position)
  }

  take(): Marks {
    return {
      length: this.time.length,
      time: this.time.take(),
      kind: this.kind.take(),
      node: this.node.take(),
      operation: this.operation.take(),
      count: this.count.take(),
      position: this.position.take(),
    }
  }

  private roleMark(node: EndpointId, role: number, term: number): MarkKind | undefined {
    const isElected = this.elections.isElection(node, role, term)
    const leads = role === RoleCode.leader || role === RoleCode.fenced
    const led = this.leading.has(node)
    if (leads) this.leading.add(node)
    else this.leading.delete(node)
    if (isElected) return MarkKind.leader
    if (led && !leads) return MarkKind.stepDown
    return role === RoleCode.candidate ? MarkKind.candidate : undefined
  }
}

import type { Micros } from '../../core/clock.ts'
import type { EventColumns } from '../columns.ts'
import { type EndpointId, EventKind, type KeyId, type OperationId } from '../event.ts'
import { Elections } from './elections.ts'
import type { RunFacts } from './facts.ts'

export interface FaultWindow {
  /** The fault's number in the scenario. */
  readonly number: number
  /** As the scenario calls it; '' when it has no name. */
  readonly label: string
  readonly from: Micros
  /** Undefined when it did not end. */
  readonly to: Micros | undefined
}

/** Something that a summary of a run tells. */
export type NotableEvent =
  | {
      readonly kind: 'crash' | 'restart' | 'pause' | 'resume'
      readonly time: Micros
      readonly node: EndpointId
    }
  | {
      readonly kind: 'leader'
      readonly time: Micros
      readonly node: EndpointId
      readonly term: number
    }
  /** Entries that a node took out of its log, or lost in a crash, at one moment. */
  | {
      readonly kind: 'truncate' | 'lose'
      readonly time: Micros
      readonly node: EndpointId
      readonly count: number
    }
  /** The first conflict on a key. */
  | {
      readonly kind: 'conflict'
      readonly time: Micros
      readonly node: EndpointId
      readonly key: KeyId
      readonly writes: readonly [OperationId, OperationId]
    }
  | { readonly kind: 'fault-begins' | 'fault-ends'; readonly time: Micros; readonly label: string }

/** Of the whole run, in order of time. */
export interface Story {
  readonly faults: readonly FaultWindow[]
  /** The first `notableEvents` of them. */
  readonly events: readonly NotableEvent[]
  /** How many more there were. */
  readonly omitted: number
}

/** Default of the named limit `notableEvents`. */
export const DEFAULT_NOTABLE_EVENTS = 200

export function story(facts: RunFacts, notableEvents = DEFAULT_NOTABLE_EVENTS): Story {
  const teller = new StoryTeller(facts.faultLabels ?? [], notableEvents)
  facts.trace.each((columns, index) => teller.absorb(columns, index))
  return { faults: teller.faults, events: teller.events, omitted: teller.omitted }
}

const NODE_EVENTS = new Map<number, 'crash' | 'restart' | 'pause' | 'resume'>([
  [EventKind.crash, 'crash'],
  [EventKind.restart, 'restart'],
  [EventKind.pause, 'pause'],
  [EventKind.resume, 'resume'],
])

class StoryTeller {
  readonly faults: FaultWindow[] = []
  readonly events: NotableEvent[] = []
  omitted = 0
  private readonly labels: readonly string[]
  private readonly limit: number
  private readonly elections = new Elections()
  private readonly conflictKeys = new Set<KeyId>()
  /** The last group of truncated or lost entries; `position` among the events, past their end when it was omitted. */
  private group = { kind: '', time: -1, node: -1, position: 0 }

  constructor(labels: readonly string[], limit: number) {
    this.labels = labels
    this.limit = limit
  }

  absorb(columns: EventColumns, index: number): void {
    switch (columns.kind[index]) {
      case EventKind.crash:
      case EventKind.restart:
      case EventKind.pause:
      case EventKind.resume:
        this.tell({
          kind: NODE_EVENTS.get(columns.kind[index])!,
          time: columns.time[index],
          node: columns.node[index],
        })
        break
      case EventKind.role:
        this.absorbRole(columns, index)
        break
      case EventKind.truncate:
        this.count('truncate', columns, index)
        break
      case EventKind.lose:
        this.count('lose', columns, index)
        break
      case EventKind.conflict:
        this.absorbConflict(columns, index)
        break
      case EventKind.fault:
        this.absorbFault(columns, index)
        break
    }
  }

  private absorbRole({ time, node, a, b }: EventColumns, index: number): void {
    if (!this.elections.isElection(node[index], a[index], b[index])) return
    this.tell({ kind: 'leader', time: time[index], node: node[index], term: b[index] })
  }

  private absorbConflict({ time, node, key, operation, a }: EventColumns, index: number): void {
    if (this.conflictKeys.has(key[index])) return
    this.conflictKeys.add(key[index])
    this.tell({
      kind: 'conflict',
      time: time[index],
      node: node[index],
      key: key[index],
      writes: [operation[index], a[index]],
    })
  }

  private absorbFault({ time, a, b }: EventColumns, index: number): void {
    const at = time[index]
    const number = a[index]
    const label = this.labels[number] ?? ''
    if (b[index] === 0) {
      this.faults.push({ number, label, from: at, to: undefined })
      this.tell({ kind: 'fault-begins', time: at, label })
      return
    }
    const open = this.faults.findIndex((fault) => fault.number === number && fault.to === undefined)
    if (open >= 0) this.faults[open] = { ...this.faults[open], to: at }
    this.tell({ kind: 'fault-ends', time: at, label })
  }

  private count(kind: 'truncate' | 'lose', columns: EventColumns, index: number): void {
    const time = columns.time[index]
    const node = columns.node[index]
    const { group } = this
    if (group.kind === kind && group.time === time && group.node === node) {
      this.countOneMore(group.position)
      return
    }
    this.group = { kind, time, node, position: this.events.length }
    this.tell({ kind, time, node, count: 1 })
  }

  private countOneMore(position: number): void {
    const told = this.events[position]
    if (told?.kind !== 'truncate' && told?.kind !== 'lose') return
    this.events[position] = { ...told, count: told.count + 1 }
  }

  private tell(event: NotableEvent): void {
    if (this.events.length < this.limit) this.events.push(event)
    else this.omitted++
  }
}

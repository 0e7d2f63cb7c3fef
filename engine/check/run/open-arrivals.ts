import { type EndpointId, EventKind, NO_OPERATION, type OperationId } from '../../trace/event.ts'
import { Action } from '../../trace/history.ts'
import { type MessageIndex, type MessageNumber, messagesOf } from '../../trace/message-index.ts'
import type { RunFacts } from '../../trace/metrics/facts.ts'
import { isAnswer } from './carriers.ts'

/** The writes that are on their way to a replica that never had them when the trace ends. */
export function writesOnTheirWay(facts: RunFacts): ReadonlySet<OperationId> {
  const arrivals = new OpenArrivals(facts)
  arrivals.addNamed()
  arrivals.addBatched()
  arrivals.removeArrived()
  return arrivals.writes()
}

/** What says that a node has a write, or has taken it into account. */
const HAVING = [EventKind.append, EventKind.store, EventKind.discard]

/** Pairs of a replica and a write that is on its way to it. */
class OpenArrivals {
  private readonly facts: RunFacts
  private readonly index: MessageIndex
  private readonly waiting = new Map<number, OperationId>()

  constructor(facts: RunFacts) {
    this.facts = facts
    this.index = messagesOf(facts.trace, facts.history.length)
  }

  /** The writes that open messages name. */
  addNamed(): void {
    const { facts, index } = this
    for (let message = 0; message < index.length; message++) {
      if (!index.isOpen(message) || isAnswer(facts, index, message)) continue
      const { operation } = facts.trace.at(index.positions(message).sent)
      const isWrite = operation !== NO_OPERATION && facts.history.action[operation] === Action.write
      if (isWrite) this.add(message, operation)
    }
  }

  /** What they carry besides. */
  addBatched(): void {
    const { length, message, operation } = this.facts.trace.carried
    for (let pair = 0; pair < length; pair++) {
      if (this.index.isOpen(message[pair])) this.add(message[pair], operation[pair])
    }
  }

  removeArrived(): void {
    if (this.waiting.size === 0) return
    this.facts.trace.eachOf(HAVING, ({ node, operation }, index) => {
      this.waiting.delete(this.placeOf(node[index], operation[index]))
    })
  }

  writes(): ReadonlySet<OperationId> {
    return new Set(this.waiting.values())
  }

  private add(message: MessageNumber, write: OperationId): void {
    const { trace, replicas } = this.facts
    const { peer } = trace.at(this.index.positions(message).sent)
    if (replicas.includes(peer)) this.waiting.set(this.placeOf(peer, write), write)
  }

  private placeOf(node: EndpointId, write: OperationId): number {
    return node * this.facts.history.length + write
  }
}

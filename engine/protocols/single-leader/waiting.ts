import type { NodeContext } from '../../node/context.ts'
import { type EndpointId, NO_ENDPOINT } from '../../trace/event.ts'
import { writeReply } from '../client.ts'
import type { ReplicatedLog } from './log.ts'

/** Slots of answered clients that are kept before the list is cut. */
const KEPT_SLOTS = 1_024

/**
 * The clients that wait for a leader's answer: one slot for each entry of its log that was not committed when it began.
 *
 * Invariants: (1) slot n belongs to the entry at offset `first` + n; (2) a client is answered at most once for each slot.
 */
export class WaitingClients {
  private readonly context: NodeContext
  private readonly log: ReplicatedLog
  private readonly clients: EndpointId[] = []
  private first: number
  /** Offset of the first entry that is not answered. */
  private answered: number

  constructor(context: NodeContext, log: ReplicatedLog) {
    this.context = context
    this.log = log
    this.first = log.committed
    this.answered = log.committed
    for (let offset = log.committed; offset < log.length; offset++) this.clients.push(NO_ENDPOINT)
  }

  /** @param client who waits for the entry that is appended next; NO_ENDPOINT when nobody does */
  add(client: EndpointId): void {
    this.clients.push(client)
  }

  /** Lets a client wait for an entry that is in the log already, or answers it where others have been. */
  waitAgain(offset: number, client: EndpointId): void {
    if (offset >= this.answered) this.clients[offset - this.first] = client
    else this.context.send(client, writeReply(this.log.at(offset).operation))
  }

  /** Answers everybody whose entry is before `length`. */
  release(length: number): void {
    const { clients, context, log } = this
    for (; this.answered < length; this.answered++) {
      const client = clients[this.answered - this.first]
      if (client >= 0) context.send(client, writeReply(log.at(this.answered).operation))
    }
    if (this.answered - this.first >= KEPT_SLOTS) this.forgetAnswered()
  }

  /** Tells all who still wait that nobody knows yet what becomes of their writes. */
  abandon(): void {
    const { clients, context, log, first } = this
    for (let offset = this.answered; offset - first < clients.length; offset++) {
      const client = clients[offset - first]
      if (client >= 0) context.send(client, writeReply(log.at(offset).operation, 'uncertain'))
    }
    this.answered = first + clients.length
  }

  private forgetAnswered(): void {
    this.clients.splice(0, this.answered - this.first)
    this.first = this.answered
  }
}

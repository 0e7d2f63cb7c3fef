import type { NodeContext } from '../../node/context.ts'
import { type EndpointId, NO_ENDPOINT } from '../../trace/event.ts'
import { writeReply } from '../client.ts'
import type { ReplicatedLog } from './log.ts'
import type { Stage } from './stage.ts'

/** Slots of answered clients that are kept before the list is cut. */
const KEPT_SLOTS = 1_024

/** A client that waits for another stage than most do. */
interface Exception {
  readonly offset: number
  readonly client: EndpointId
  readonly stage: Stage
}

/**
 * The clients that wait for a leader's answer: one slot for each entry of its log that was not committed when it began.
 *
 * Invariants: (1) slot n belongs to the entry at offset `first` + n; (2) a client is answered at most once for each slot.
 */
export class WaitingClients {
  private readonly context: NodeContext
  private readonly log: ReplicatedLog
  /** When clients are answered that do not ask for another stage. */
  private readonly stage: Stage
  private readonly clients: EndpointId[] = []
  private exceptions: Exception[] = []
  private first: number
  /** Offset of the first entry that is not answered. */
  private answered: number

  constructor(context: NodeContext, log: ReplicatedLog, stage: Stage) {
    this.context = context
    this.log = log
    this.stage = stage
    this.first = log.committed
    this.answered = log.committed
    for (let offset = log.committed; offset < log.length; offset++) this.clients.push(NO_ENDPOINT)
  }

  /**
   * Before the entry is appended that it belongs to.
   * @param client who waits for it; NO_ENDPOINT when nobody does
   * @param stage undefined for the usual one
   */
  add(client: EndpointId, stage: Stage | undefined): void {
    const isUsual = stage === undefined || stage === this.stage
    this.clients.push(isUsual ? client : NO_ENDPOINT)
    if (!isUsual) this.exceptions.push({ offset: this.log.length, client, stage })
  }

  /** Lets a client wait for an entry that is in the log already, or answers it where that has come far enough. */
  waitAgain(offset: number, client: EndpointId, stage: Stage = this.stage): void {
    if (offset < this.log.lengthAt(stage)) this.reply(offset, client)
    else if (stage === this.stage) this.clients[offset - this.first] = client
    else this.exceptions.push({ offset, client, stage })
  }

  /** Answers everybody whose entry has come far enough. */
  release(): void {
    const { clients } = this
    const length = this.log.lengthAt(this.stage)
    for (; this.answered < length; this.answered++) {
      const client = clients[this.answered - this.first]
      if (client >= 0) this.reply(this.answered, client)
    }
    if (this.answered - this.first >= KEPT_SLOTS) this.forgetAnswered()
    if (this.exceptions.length > 0) this.releaseExceptions()
  }

  /** Tells all who still wait that nobody knows yet what becomes of their writes. */
  abandon(): void {
    const { clients, first } = this
    for (let offset = this.answered; offset - first < clients.length; offset++) {
      const client = clients[offset - first]
      if (client >= 0) this.reply(offset, client, 'uncertain')
      clients[offset - first] = NO_ENDPOINT
    }
    for (const { offset, client } of this.exceptions) this.reply(offset, client, 'uncertain')
    this.exceptions = []
  }

  private releaseExceptions(): void {
    const waiting: Exception[] = []
    for (const exception of this.exceptions) {
      const { offset, client, stage } = exception
      if (offset < this.log.lengthAt(stage)) this.reply(offset, client)
      else waiting.push(exception)
    }
    this.exceptions = waiting
  }

  private reply(offset: number, client: EndpointId, status?: 'uncertain'): void {
    this.context.send(client, writeReply(this.log.at(offset).operation, status))
  }

  private forgetAnswered(): void {
    this.clients.splice(0, this.answered - this.first)
    this.first = this.answered
  }
}

import { EventKind, type OperationId } from './event.ts'
import type { Trace } from './trace.ts'

/** Number of a message, as the network counts them: 0, 1, 2… in order of sending. */
export type MessageNumber = number

/** Stands where there is no message, or no event. */
const NONE = -1

/** What became of one message, by position in the trace; -1 for what did not happen. */
export interface MessagePositions {
  readonly sent: number
  /** Its first and its second delivery: the network may double a message. */
  readonly delivered: number
  readonly deliveredAgain: number
  readonly dropped: number
}

/**
 * Which messages a trace tells of, what each carried, and what became of each. Built in one pass, 20 bytes a message.
 *
 * Invariants: (1) of messages with the same operation `previous` names the one sent before, so that all are found from `latest`; (2) a message that
 * was neither delivered nor dropped was on its way when the trace ended, or waited at a paused receiver.
 */
export class MessageIndex {
  private readonly trace: Trace
  private readonly sent: Int32Array
  private readonly delivered: Int32Array
  private readonly deliveredAgain: Int32Array
  private readonly dropped: Int32Array
  private readonly previous: Int32Array
  /** By operation: the message sent last. */
  private readonly latest: Int32Array
  /** By operation: the last of the trace's pairs of batch and write; and by pair, the one before. */
  private readonly latestBatch: Int32Array
  private readonly previousBatch: Int32Array

  /** @param operations how many the history has */
  constructor(trace: Trace, operations: number) {
    const messages = countMessages(trace)
    const column = () => new Int32Array(messages).fill(NONE)
    this.trace = trace
    this.sent = column()
    this.delivered = column()
    this.deliveredAgain = column()
    this.dropped = column()
    this.previous = column()
    this.latest = new Int32Array(operations).fill(NONE)
    this.latestBatch = new Int32Array(operations).fill(NONE)
    this.previousBatch = new Int32Array(trace.carried.length).fill(NONE)
    this.fill()
    this.fillBatches()
  }

  /** Messages 0 to `length` - 1 were sent. */
  get length(): number {
    return this.sent.length
  }

  /** The messages that were sent on account of an operation, in order of sending. */
  of(operation: OperationId): MessageNumber[] {
    const found: MessageNumber[] = []
    let message = this.latest[operation] ?? NONE
    for (; message !== NONE; message = this.previous[message]) found.push(message)
    return found.reverse()
  }

  /** The messages that carried a write besides the one that they name, in order of sending. */
  batchesWith(write: OperationId): MessageNumber[] {
    const { message } = this.trace.carried
    const found: MessageNumber[] = []
    let pair = this.latestBatch[write] ?? NONE
    for (; pair !== NONE; pair = this.previousBatch[pair]) found.push(message[pair])
    return found.reverse()
  }

  positions(message: MessageNumber): MessagePositions {
    return {
      sent: this.sent[message],
      delivered: this.delivered[message],
      deliveredAgain: this.deliveredAgain[message],
      dropped: this.dropped[message],
    }
  }

  /** Whether nothing became of a message as far as the trace goes. */
  isOpen(message: MessageNumber): boolean {
    return this.delivered[message] === NONE && this.dropped[message] === NONE
  }

  private fill(): void {
    const { send, deliver, drop } = EventKind
    this.trace.eachOf([send, deliver, drop], ({ kind, operation, a }, index, position) => {
      const message = a[index]
      if (kind[index] === send) this.noteSent(message, operation[index], position)
      else if (kind[index] === drop) this.noteDropped(message, position)
      else if (this.delivered[message] === NONE) this.delivered[message] = position
      else this.deliveredAgain[message] = position
    })
  }

  /** Of a doubled message the first one counts. */
  private noteDropped(message: MessageNumber, position: number): void {
    if (this.dropped[message] === NONE) this.dropped[message] = position
  }

  private fillBatches(): void {
    const { length, operation } = this.trace.carried
    for (let pair = 0; pair < length; pair++) {
      this.previousBatch[pair] = this.latestBatch[operation[pair]]
      this.latestBatch[operation[pair]] = pair
    }
  }

  private noteSent(message: MessageNumber, operation: OperationId, position: number): void {
    this.sent[message] = position
    if (operation < 0) return
    this.previous[message] = this.latest[operation]
    this.latest[operation] = message
  }
}

function countMessages(trace: Trace): number {
  let count = 0
  trace.eachOf([EventKind.send], () => count++)
  return count
}

const known = new WeakMap<Trace, MessageIndex>()

/** The index of a trace, built when it is first asked for. */
export function messagesOf(trace: Trace, operations: number): MessageIndex {
  let index = known.get(trace)
  if (index === undefined) {
    index = new MessageIndex(trace, operations)
    known.set(trace, index)
  }
  return index
}

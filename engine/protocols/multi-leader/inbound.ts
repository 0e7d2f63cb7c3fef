import type { Micros } from '../../core/clock.ts'
import type { NodeContext } from '../../node/context.ts'
import type { DurableTable } from '../../node/durable.ts'
import type { EndpointId } from '../../trace/event.ts'
import {
  ackMessage,
  type Changes,
  type LogId,
  NO_POSITION,
  type Position,
  resumeMessage,
} from './messages.ts'
import type { MultiLeaderSettings } from './settings.ts'

interface InboundParts {
  readonly context: NodeContext
  readonly settings: MultiLeaderSettings
  readonly peer: EndpointId
  /** The log of this replica. */
  readonly ownLog: LogId
  /** How far this replica has come in each neighbour's log. */
  readonly positions: DurableTable<Position>
  /** The position before anything came: the neighbour's first log, or, on a disk that was wiped, an unknown one. */
  readonly initial: Position
  /** Takes a batch in order. */
  readonly accept: (changes: Changes) => void
  /** Asks to be told by `synced` when everything accepted so far is on disk. */
  readonly sync: () => void
}

/** Batches that came before their turn and are kept until it comes; more are left to be sent again. */
const MAX_HELD_BATCHES = 256

/**
 * The receiving end of a neighbour's change stream.
 *
 * Invariants: (1) batches are accepted in the order of the neighbour's log, each starting at or before the position; (2) the position is written together
 * with what was accepted, so a crash takes back both or neither; (3) only a position that is on disk is acknowledged.
 */
export class Inbound {
  private readonly parts: InboundParts
  private held: Changes[] = []
  private durable: Position
  /** Whether a question where to go on is open: it is repeated until the neighbour sends something of the log. */
  private isAsking = false

  constructor(parts: InboundParts) {
    this.parts = parts
    this.durable = this.position
  }

  get position(): Position {
    return this.parts.positions.get(this.parts.peer) ?? this.parts.initial
  }

  /** Asks the neighbour to go on from here, until it does. */
  resume(): void {
    this.parts.context.send(this.parts.peer, resumeMessage(this.position, this.parts.ownLog))
    if (!this.isAsking) this.askAgainAfter(this.parts.settings.retryMicros)
    this.isAsking = true
  }

  receive(changes: Changes): void {
    const { log, offset } = this.position
    if (changes.log !== log) {
      this.meet(changes)
      return
    }
    this.isAsking = false
    if (changes.from > offset) this.hold(changes)
    else if (changes.to <= offset) this.acknowledge()
    else this.acceptInOrder(changes)
  }

  /** What was accepted up to this position is on disk. */
  synced(position: Position): void {
    this.durable = position
    this.acknowledge()
  }

  /** A log that this replica does not know, so it must have it from the start. Names of logs grow: a lower one is a message of an earlier life. */
  private meet(changes: Changes): void {
    const { peer, context } = this.parts
    const { log } = this.position
    if (changes.log < log) return
    if (!changes.isRestarted || changes.from > 0) {
      context.send(peer, resumeMessage(NO_POSITION, this.parts.ownLog))
      return
    }
    this.held = []
    this.isAsking = false
    this.acceptInOrder(changes)
  }

  private askAgainAfter(wait: Micros): void {
    const { context, peer, settings } = this.parts
    context.after(wait, () => {
      if (!this.isAsking) return
      context.send(peer, resumeMessage(this.position, this.parts.ownLog))
      this.askAgainAfter(Math.min(wait * 2, settings.maxRetryMicros))
    })
  }

  private hold(changes: Changes): void {
    if (this.held.length < MAX_HELD_BATCHES) this.held.push(changes)
  }

  private acceptInOrder(changes: Changes): void {
    let next: Changes | undefined = changes
    while (next !== undefined) {
      this.parts.accept(next)
      this.move(next)
      next = this.held.length > 0 ? this.takeHeld() : undefined
    }
    this.parts.sync()
  }

  private move({ log, to, unfilteredUntil }: Changes): void {
    this.parts.positions.set(this.parts.peer, { log, offset: to, unfilteredUntil })
  }

  /** The batch that is next, if it is held; forgets those that are behind. */
  private takeHeld(): Changes | undefined {
    const { offset } = this.position
    this.held = this.held.filter(({ to }) => to > offset)
    return this.held.find(({ from }) => from <= offset)
  }

  private acknowledge(): void {
    this.parts.context.send(this.parts.peer, ackMessage(this.durable))
  }
}

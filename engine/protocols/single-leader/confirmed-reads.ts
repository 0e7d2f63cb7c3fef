import type { Micros } from '../../core/clock.ts'
import { Fifo } from '../../core/fifo.ts'
import type { EndpointId } from '../../trace/event.ts'
import type { ReadRequest } from '../client.ts'

interface PendingRead {
  readonly client: EndpointId
  readonly request: ReadRequest
  /** When it came. */
  readonly at: Micros
}

interface ConfirmedReadsParts {
  readonly now: () => Micros
  /** Calls all followers, so that they answer. */
  readonly call: () => void
  /** Such that a majority has answered a message of the leader that was sent then or later. */
  readonly confirmedAt: () => Micros
  readonly serve: (client: EndpointId, request: ReadRequest) => void
  readonly refuse: (client: EndpointId, request: ReadRequest) => void
}

/**
 * Reads that a leader serves only after a majority has answered a message that it sent after they came: no other can have led and committed anything before
 * they began. One call of the followers at a time serves all reads that wait for it.
 * Source: Ongaro, "Consensus: Bridging Theory and Practice" (2014), section 6.4.
 */
export class ConfirmedReads {
  private readonly parts: ConfirmedReadsParts
  private readonly waiting = new Fifo<PendingRead>()
  /** When the followers were called last. */
  private calledAt: Micros = Number.NEGATIVE_INFINITY

  constructor(parts: ConfirmedReadsParts) {
    this.parts = parts
  }

  add(client: EndpointId, request: ReadRequest): void {
    const isFirst = this.waiting.length === 0
    this.waiting.push({ client, request, at: this.parts.now() })
    if (isFirst) this.call()
    this.answered()
  }

  /** A follower has answered. */
  answered(): void {
    if (this.waiting.length === 0) return
    const confirmedAt = this.parts.confirmedAt()
    while (this.waiting.length > 0 && this.waiting.first.at <= confirmedAt) {
      const { client, request } = this.waiting.shift()
      this.parts.serve(client, request)
    }
    if (this.waiting.length > 0 && confirmedAt >= this.calledAt) this.call()
  }

  /** The leader leads no more. */
  stop(): void {
    while (this.waiting.length > 0) {
      const { client, request } = this.waiting.shift()
      this.parts.refuse(client, request)
    }
  }

  private call(): void {
    this.calledAt = this.parts.now()
    this.parts.call()
  }
}

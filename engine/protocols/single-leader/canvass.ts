import type { EndpointId } from '../../trace/event.ts'
import { type PreVoteReply, type PreVoteRequest, preVoteReply, preVoteRequest } from './messages.ts'
import type { ReplicaParts } from './parts.ts'
import { majorityOf } from './settings.ts'

/**
 * A replica's question, before it stands, whether a majority would vote for it; no term is raised, so that a replica that was cut off disturbs nobody.
 * Source: Ongaro, "Consensus: Bridging Theory and Practice" (2014), section 9.6.
 *
 * Invariant: asking and answering change nothing that is durable.
 */
export class Canvass {
  private readonly parts: ReplicaParts
  private readonly stand: () => void
  private isOpen = false
  private supporters = new Set<EndpointId>()

  constructor(parts: ReplicaParts, stand: () => void) {
    this.parts = parts
    this.stand = stand
  }

  begin(): void {
    const { context, ballot, log } = this.parts
    this.isOpen = true
    this.supporters = new Set([context.id])
    const request = preVoteRequest(ballot.value.term, log.lastTerm, log.length)
    for (const id of context.replicas) if (id !== context.id) context.send(id, request)
    this.standIfSupported()
  }

  /** There is a leader, or another canvass. */
  end(): void {
    this.isOpen = false
  }

  /** Answers another's question, which is of the present term. @param hearsLeader whether there is a leader as far as this replica knows */
  answer(from: EndpointId, request: PreVoteRequest, hearsLeader: boolean): void {
    const { context, ballot, log } = this.parts
    const granted = !hearsLeader && log.isMatchedBy(request.lastTerm, request.length)
    context.send(from, preVoteReply(ballot.value.term, granted))
  }

  /** Counts an answer, which is of the present term. */
  count(from: EndpointId, { granted }: PreVoteReply): void {
    if (!this.isOpen || !granted) return
    this.supporters.add(from)
    this.standIfSupported()
  }

  private standIfSupported(): void {
    if (this.supporters.size < majorityOf(this.parts.settings.replicas)) return
    this.isOpen = false
    this.stand()
  }
}

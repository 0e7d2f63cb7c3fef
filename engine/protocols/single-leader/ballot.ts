import type { NodeContext } from '../../node/context.ts'
import { DurableCell } from '../../node/durable.ts'
import { type EndpointId, NO_ENDPOINT } from '../../trace/event.ts'

/** What a replica must remember of terms, whatever happens to it. Immutable. */
export interface Ballot {
  readonly term: number
  /** Whom it voted for in this term. */
  readonly votedFor: EndpointId
  /** Whether it took the lead in this term. */
  readonly leads: boolean
}

const FIRST_TERM = 1

/** A disk without a ballot: at set-up all know that replica 0 leads term 1; after a wipe nothing is known. */
function initialBallot({ id, replicas, isFirstStart }: NodeContext): Ballot {
  if (!isFirstStart) return { term: 0, votedFor: NO_ENDPOINT, leads: false }
  return { term: FIRST_TERM, votedFor: replicas[0], leads: id === replicas[0] }
}

export function openBallot(context: NodeContext): DurableCell<Ballot> {
  const { disk } = context
  return disk.open('ballot', () => new DurableCell<Ballot>(disk, initialBallot(context)))
}

/**
 * The next term that this replica may take without asking: each replica has its own (1, 1 + n, … for replica 0; 2, 2 + n, … for replica 1),
 * so that two leaders promoted by hand never share one.
 */
export function nextOwnTerm(term: number, { id, replicas }: NodeContext): number {
  const rest = (id + FIRST_TERM - term - 1) % replicas.length
  return term + 1 + ((rest + replicas.length) % replicas.length)
}

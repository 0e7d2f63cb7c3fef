import type { Judgement, Timeline } from '../../../../engine/timeline/index.ts'

/** Where in the timeline a broken guarantee shows: what to pin, and from when to when. */
export interface EvidencePlace {
  /** Undefined where no operation has to do with it. */
  readonly operation: number | undefined
  /** Where the cursor goes. */
  readonly time: number
  /** What is to be in sight. */
  readonly from: number
  readonly to: number
}

/**
 * The moment that tells most: when a message that should have brought a value came to nothing, or the operation that went wrong began. The write that was missing is
 * pinned, as its messages are the evidence; else the last operation of the proof, which shows it.
 */
export function evidencePlace(
  timeline: Timeline,
  { verdict, evidence }: Judgement,
): EvidencePlace | undefined {
  const { operations = [] } = verdict.proof ?? {}
  const failed = evidence?.messages.find(({ fate }) => fate.kind !== 'delivered')
  const message = failed ?? evidence?.messages[0]
  const operation = message?.write ?? operations.at(-1)
  if (operation === undefined) return electionPlace(timeline, verdict.guarantee)
  const { invoked, returned } = timeline.operations
  const seen = operations.map((id) => invoked[id])
  const ends = operations.map((id) => Math.min(returned[id], timeline.endMicros))
  return {
    operation,
    time: message?.sentAt ?? invoked[operation],
    from: Math.min(invoked[operation], ...seen),
    to: Math.max(invoked[operation], ...ends, message?.sentAt ?? 0),
  }
}

/** Two leaders of one term: the second election of the first term that two nodes led. */
function electionPlace({ nodes }: Timeline, guarantee: string): EvidencePlace | undefined {
  if (guarantee !== 'one leader a term') return undefined
  const terms = nodes.flatMap(({ endpoint, spans }) =>
    spans.flatMap(({ role, term, from }) =>
      role === 'leader' && term > 0 ? [{ endpoint, term, from }] : [],
    ),
  )
  const rival = terms
    .filter((one) =>
      terms.some((other) => other.term === one.term && other.endpoint !== one.endpoint),
    )
    .sort((a, b) => a.term - b.term || a.from - b.from)[1]
  return rival && { operation: undefined, time: rival.from, from: rival.from, to: rival.from }
}

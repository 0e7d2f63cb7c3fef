import type { NodeContext } from '../../node/context.ts'
import { Deadlines, type Waiting } from '../../node/deadlines.ts'
import type { EndpointId } from '../../trace/event.ts'
import type { LeaderlessSettings } from './settings.ts'

/** A client's request that this node coordinates: which replicas were asked, and which have answered. */
export interface Coordinated extends Waiting {
  /** The part of the node's present life that began it. */
  readonly owner: object
  readonly client: EndpointId
  /** The replicas asked; bit i of `answered` is the i-th. */
  readonly targets: readonly EndpointId[]
  answered: number
  answers: number
  /** Whether the client has its answer. */
  isReturned: boolean
}

/** Notes a replica's answer and gives its place among the targets; -1 when it counts already, or was not asked. */
export const noteAnswer = (request: Coordinated, replica: EndpointId): number => {
  const { targets, answered } = request
  let index = targets.length - 1
  while (index >= 0 && targets[index] !== replica) index--
  if (index < 0 || (answered & (1 << index)) !== 0) return -1
  request.answered = answered | (1 << index)
  request.answers++
  return index
}

export const hasAnswered = ({ answered }: Coordinated, index: number): boolean =>
  (answered & (1 << index)) !== 0

/** Whether no target is left to wait for. */
export const isComplete = ({ answers, targets }: Coordinated): boolean => answers === targets.length

export const missing = (request: Coordinated): EndpointId[] =>
  request.targets.filter((_, index) => !hasAnswered(request, index))

/** What happens to a request whose replicas do not answer. */
interface Lateness<Pending> {
  /** Some have not answered for so long that they are suspected. */
  readonly slow: (pending: Pending) => void
  readonly overdue: (pending: Pending) => void
}

export function deadlinesOf<Pending extends Coordinated>(
  context: NodeContext,
  { suspectAfterMicros, requestTimeoutMicros }: LeaderlessSettings,
  { slow, overdue }: Lateness<Pending>,
): Deadlines<Pending> {
  const stages = [
    { delay: requestTimeoutMicros, expire: overdue },
    { delay: suspectAfterMicros, expire: slow },
  ]
  return new Deadlines(context, ...stages.sort((a, b) => a.delay - b.delay))
}

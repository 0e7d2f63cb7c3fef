import type { Micros } from '../../core/clock.ts'
import { type EndpointId, NO_ENDPOINT, NO_OPERATION, type OperationId } from '../../trace/event.ts'
import { Action } from '../../trace/history.ts'
import { NEVER, type RunFacts } from '../../trace/metrics/facts.ts'
import { type SentMessage, sentFor } from './carriers.ts'
import { endOf } from './knowledge.ts'

/**
 * By when a write would have had to be where: when each replica said what it had, for a read; when it was built upon, for an update; else the end of the run.
 *
 * A read that one replica answers alone is answered when that one sends its reply. A coordinator that asks others looks at what it has itself when it asks them, and
 * each of them says what it has when it sends its answer.
 */
export interface Moments {
  /** The replica that answered the client; NO_ENDPOINT for none. */
  readonly answeredBy: EndpointId
  /** When it sent its answer. */
  readonly answeredAt: Micros
  /** The replicas that said what they had, and the one that answered. */
  readonly asked: readonly EndpointId[]
  /** Of a replica that was not asked: when the client was answered. */
  at(replica: EndpointId): Micros
}

/** @param seeker NO_OPERATION for the end of the run */
export function momentsOf(facts: RunFacts, seeker: OperationId): Moments {
  const { history } = facts
  if (seeker === NO_OPERATION) return oneMoment(endOf(facts))
  if (history.action[seeker] === Action.write) return oneMoment(history.invoked[seeker])
  return readMoments(facts, seeker)
}

const oneMoment = (time: Micros): Moments => ({
  answeredBy: NO_ENDPOINT,
  answeredAt: time,
  asked: [],
  at: () => time,
})

function readMoments(facts: RunFacts, read: OperationId): Moments {
  const { history, replicas } = facts
  const answeredBy = history.node[read]
  const messages = sentFor(facts, read)
  const answered = replyTime(messages, answeredBy, history.returned[read])
  const asked = requestTime(messages, answeredBy, answered)
  const between = messages.filter(
    ({ from, to, sentAt }) =>
      replicas.includes(from) && replicas.includes(to) && sentAt >= asked && sentAt <= answered,
  )
  const spoke = new Map<EndpointId, Micros>()
  for (const { from, to, isAnswer, sentAt } of between) {
    if (isAnswer && to === answeredBy && !spoke.has(from)) spoke.set(from, sentAt)
  }
  const own = between.find(({ from }) => from === answeredBy)?.sentAt ?? answered
  spoke.set(answeredBy, own)
  return {
    answeredBy,
    answeredAt: answered,
    asked: [...spoke.keys()],
    at: (replica) => spoke.get(replica) ?? answered,
  }
}

/** When the reply was sent that ended the read. */
function replyTime(messages: readonly SentMessage[], node: EndpointId, returned: Micros): Micros {
  const replies = messages.filter(({ from, isAnswer }) => from === node && isAnswer)
  const last = replies.filter(({ deliveredAt }) => deliveredAt <= returned).at(-1)
  return last?.sentAt ?? returned
}

/** When the request arrived that this answered. */
function requestTime(messages: readonly SentMessage[], node: EndpointId, answered: Micros): Micros {
  let latest = -NEVER
  for (const { to, isAnswer, deliveredAt } of messages) {
    if (to === node && !isAnswer && deliveredAt <= answered) latest = Math.max(latest, deliveredAt)
  }
  return latest
}

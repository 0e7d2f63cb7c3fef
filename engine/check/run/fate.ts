import type { Micros } from '../../core/clock.ts'
import { DropReason } from '../../trace/event.ts'
import { messagesOf } from '../../trace/message-index.ts'
import { NEVER } from '../../trace/metrics/facts.ts'
import type { SentMessage } from './carriers.ts'
import type { RunKnowledge } from './knowledge.ts'

/** What became of a message, as it stood at the moment at which its receiver should have had it. Times in microseconds. */
export type Fate =
  /** It had arrived. */
  | {
      readonly kind: 'delivered'
      readonly at: Micros
      /** Of a message that the network doubled: when the other one arrived. */
      readonly again?: Micros
    }
  /** It was still on its way, and arrived later. */
  | { readonly kind: 'late'; readonly at: Micros }
  /** The link lost it. */
  | { readonly kind: 'lost'; readonly at: Micros }
  /** Faults had cut the link: all that held then and cut, by number. */
  | { readonly kind: 'cut'; readonly at: Micros; readonly faults: readonly number[] }
  /** Its receiver was down when it came, or crashed in the pause in which it had come. */
  | { readonly kind: 'receiver down'; readonly at: Micros }
  /** It was still on its way when the trace ended. */
  | { readonly kind: 'on its way' }

/** @param moment by when the receiver should have had it */
export function fateOf(knowledge: RunKnowledge, message: SentMessage, moment: Micros): Fate {
  const { facts } = knowledge
  const { trace, history } = facts
  const positions = messagesOf(trace, history.length).positions(message.number)
  if (positions.delivered >= 0) {
    const at = message.deliveredAt
    if (at > moment) return { kind: 'late', at }
    if (positions.deliveredAgain < 0) return { kind: 'delivered', at }
    return { kind: 'delivered', at, again: trace.at(positions.deliveredAgain).time }
  }
  if (positions.dropped < 0) return { kind: 'on its way' }
  const { time: at, b: reason } = trace.at(positions.dropped)
  if (reason === DropReason.loss) return { kind: 'lost', at }
  if (reason === DropReason.receiverDown) return { kind: 'receiver down', at }
  return { kind: 'cut', at, faults: cutsAt(knowledge, at) }
}

/** The faults that cut connections and held at a time; one that ended in that microsecond only where there is no other. */
function cutsAt({ metrics, cuts }: RunKnowledge, time: Micros): number[] {
  const begun = metrics.story.faults.filter(
    ({ number, from }) => cuts.includes(number) && from <= time,
  )
  const holding = begun.filter(({ to = NEVER }) => to > time)
  const chosen = holding.length > 0 ? holding : begun.filter(({ to }) => to === time)
  return chosen.map(({ number }) => number)
}

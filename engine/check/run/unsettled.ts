import type { Micros } from '../../core/clock.ts'
import { EventKind, HintStep } from '../../trace/event.ts'
import type { RunFacts } from '../../trace/metrics/facts.ts'
import type { Stopped } from '../verdict.ts'
import { counted, listText } from '../words.ts'
import { endOf, type RunKnowledge } from './knowledge.ts'
import { writesOnTheirWay } from './open-arrivals.ts'
import { cutShort, cutShortSentence } from './verdicts.ts'

export interface Unsettled {
  readonly sentence: string
  readonly stopped: Stopped
}

/** Why replicas may still differ at the end of a run without anybody's fault; undefined where everything had time to settle. */
export function whyUnsettled(knowledge: RunKnowledge): Unsettled | undefined {
  const { facts, endedBy } = knowledge
  const of = facts.history.length
  const cut = cutShort(facts)
  if (cut !== undefined) return { sentence: cutShortSentence(cut), stopped: cut }
  if (endedBy !== undefined) {
    const sentence = `The run ended early, at the limit of ${endedBy.value} ${endedBy.limit}.`
    return { sentence, stopped: { ...endedBy, ordered: of, of } }
  }
  const sentence = faultText(knowledge) ?? downText(knowledge) ?? onItsWayText(knowledge)
  return sentence === undefined ? undefined : { sentence, stopped: drainOf(facts) }
}

/** How long nothing may have changed on any replica before a difference is taken to last: longer than any retry that models make by default. */
export const MINIMUM_QUIET_MICROS: Micros = 1_000_000

/** Why replicas that differ may not have had time to settle, though nothing is on its way: one of them has changed, or a fault has ended, just before. */
export function whyTooEarly({ facts, metrics, names }: RunKnowledge): Unsettled | undefined {
  const ends = metrics.story.faults.map(({ to = 0 }) => to)
  const since = Math.max(lastChange(facts), ...ends)
  if (endOf(facts) - since >= MINIMUM_QUIET_MICROS) return undefined
  const sentence = `Replicas differed when the run was over, but something had changed at ${names.time(since)}, less than ${names.time(MINIMUM_QUIET_MICROS)} before: they may not have been done.`
  return { sentence, stopped: drainOf(facts) }
}

function lastChange({ trace }: RunFacts): Micros {
  let last = 0
  trace.eachOf([EventKind.append, EventKind.store, EventKind.discard], ({ time }, index) => {
    last = time[index]
  })
  return last
}

/** The limit that a longer run would have been without. */
function drainOf(facts: RunFacts): Stopped {
  const of = facts.history.length
  return { limit: 'drain', value: endOf(facts) - facts.durationMicros, ordered: of, of }
}

function faultText({ metrics, names }: RunKnowledge): string | undefined {
  const open = metrics.story.faults.filter(({ to }) => to === undefined)
  if (open.length === 0) return undefined
  const labels = open.map(({ number }) => names.fault(number))
  return `When the run was over, ${listText(labels)} still held.`
}

function downText({ facts, names }: RunKnowledge): string | undefined {
  const running = new Set(facts.live.map(({ id }) => id))
  const down = facts.replicas.filter((replica) => !running.has(replica))
  if (down.length === 0) return undefined
  const nodes = listText(down.map((node) => names.endpoint(node)))
  return `When the run was over, ${nodes} ${down.length === 1 ? 'was' : 'were'} down.`
}

function onItsWayText({ facts }: RunKnowledge): string | undefined {
  const writes = writesOnTheirWay(facts).size
  if (writes > 0) {
    const were = writes === 1 ? 'was' : 'were'
    return `When the run was over, ${counted(writes, 'write')} ${were} still on the way to a replica.`
  }
  const hints = countHints(facts)
  return hints > 0
    ? `When the run was over, ${counted(hints, 'hint')} still waited to be handed over.`
    : undefined
}

/** Places where a hint waits: a key that some node keeps for another. */
function countHints({ trace }: RunFacts): number {
  const waiting = new Set<string>()
  trace.eachOf([EventKind.hint], ({ node, peer, key, a }, index) => {
    const place = `${node[index]} ${peer[index]} ${key[index]}`
    if (a[index] === HintStep.stored) waiting.add(place)
    else waiting.delete(place)
  })
  return waiting.size
}

import { EventKind, HintStep } from '../../trace/event.ts'
import type { RunFacts } from '../../trace/metrics/facts.ts'
import type { Stopped } from '../verdict.ts'
import { openArrivals } from './carriers.ts'
import { endOf, type RunKnowledge } from './knowledge.ts'
import { cutShort, cutShortSentence } from './verdicts.ts'
import { counted, listText } from './words.ts'

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
  if (sentence === undefined) return undefined
  const drain = endOf(facts) - facts.durationMicros
  return { sentence, stopped: { limit: 'drain', value: drain, ordered: of, of } }
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
  const writes = new Set(openArrivals(facts).map(({ write }) => write)).size
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

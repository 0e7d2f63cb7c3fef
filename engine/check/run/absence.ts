import { CrashKind, EventKind, HintStep, type OperationId } from '../../trace/event.ts'
import type { TraceEvent } from '../../trace/trace.ts'
import { listText } from '../words.ts'
import { endOf, type RunKnowledge } from './knowledge.ts'

/** Sentences on the life of one write end after this many; the last says how many more there were. */
export const MAXIMUM_LIFE_STEPS = 12

const LIFE_KINDS = [
  EventKind.append,
  EventKind.store,
  EventKind.truncate,
  EventKind.lose,
  EventKind.discard,
  EventKind.hint,
  EventKind.crash,
]

/** How a write came to be gone, one sentence a step: who had it, who lost it and how, and who does not have it in the end. */
export function absenceOf(knowledge: RunKnowledge, write: OperationId): string[] {
  const steps = lifeOf(knowledge, write)
  const omitted = steps.length - MAXIMUM_LIFE_STEPS
  const shown = omitted > 0 ? steps.slice(0, MAXIMUM_LIFE_STEPS) : steps
  const more = omitted > 0 ? [`${omitted} more such steps.`] : []
  return [...shown, ...more, ending(knowledge)]
}

function ending({ facts, names }: RunKnowledge): string {
  const nodes = facts.authorities.map((node) => names.endpoint(node))
  const who = nodes.length === 1 ? `${nodes[0]}, whose state counts,` : `none of ${listText(nodes)}`
  const held = nodes.length === 1 ? 'did not hold it' : 'held it'
  return `When the run was over at ${names.time(endOf(facts))}, ${who} ${held}.`
}

function lifeOf(knowledge: RunKnowledge, write: OperationId): string[] {
  const holders = new Set<number>()
  const steps: string[] = []
  for (const event of eventsOf(knowledge, write)) {
    const step = tellStep(knowledge, event, holders)
    if (step !== undefined) steps.push(step)
  }
  return steps
}

/** What happened to a write, and every crash. */
function eventsOf({ facts }: RunKnowledge, write: OperationId): TraceEvent[] {
  const events: TraceEvent[] = []
  facts.trace.eachOf(LIFE_KINDS, ({ kind, operation }, index, position) => {
    const isWanted = kind[index] === EventKind.crash || operation[index] === write
    if (isWanted) events.push(facts.trace.at(position))
  })
  return events
}

/** @param holders the nodes that have told of the write so far, kept up to date; undefined for what says nothing new */
function tellStep(
  { names }: RunKnowledge,
  { kind, node, peer, time, a }: TraceEvent,
  holders: Set<number>,
): string | undefined {
  const isNew = !holders.has(node)
  const at = names.time(time)
  const who = names.endpoint(node)
  switch (kind) {
    case EventKind.append:
    case EventKind.store:
      holders.add(node)
      return isNew ? `${who} had it from ${at}.` : undefined
    case EventKind.hint:
      if (a === HintStep.delivered) return undefined
      return a === HintStep.stored
        ? `${who} kept it for ${names.endpoint(peer)} from ${at}.`
        : `${who} lost what it kept for ${names.endpoint(peer)} at ${at}.`
    case EventKind.truncate:
      holders.delete(node)
      return `${who} took it out of its log at ${at}, since the log of the leader differed.`
    case EventKind.lose:
      holders.delete(node)
      return `${who} lost it at ${at}: it was not yet on disk.`
    case EventKind.discard:
      return `${who} dropped it for operation ${a} at ${at}.`
    default:
      return isNew ? undefined : tellCrash(who, at, a, () => holders.delete(node))
  }
}

function tellCrash(who: string, at: string, leaves: number, wipe: () => void): string {
  if (leaves !== CrashKind.wipes) return `${who} crashed at ${at}.`
  wipe()
  return `${who} crashed at ${at} and lost its disk.`
}

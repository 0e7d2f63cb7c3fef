import type { RunKnowledge } from '../check/run/knowledge.ts'
import type { MessageEvidence } from '../check/run/message-evidence.ts'
import { writeName } from '../check/run/words.ts'
import { listText } from '../check/words.ts'
import { type EndpointId, EventKind, type OperationId } from '../trace/event.ts'

/** Why an operation ended badly, in a sentence or two: what a reader should know before the steps that lead there. Undefined where the trace does not say. */

/** What should have brought a write to the replica that answered a read without it. */
export function summaryOfStale(
  knowledge: RunKnowledge,
  read: OperationId,
  write: OperationId,
  messages: readonly MessageEvidence[],
): string | undefined {
  const { facts, names } = knowledge
  const node = facts.history.node[read]
  if (node < 0) return undefined
  const value = writeName(knowledge, write)
  const carrier = messages.find(({ role, to }) => role === 'carrier' && to === node)
  const reason = carrier === undefined ? 'nobody had sent it' : carrierText(knowledge, carrier)
  return reason && `${names.endpoint(node)} answered without ${value}: ${reason}.`
}

/** Where a message was when it was needed; undefined where it was there. */
function carrierText(
  { names }: RunKnowledge,
  { kind, from, sentAt, neededAt, fate, readableAt }: MessageEvidence,
): string | undefined {
  const what = `the ${kind} from ${names.endpoint(from)} that carried it`
  switch (fate.kind) {
    case 'late':
      return sentAt > neededAt
        ? `${what} left only at ${names.time(sentAt)}`
        : `${what} was still on its way, and arrived at ${names.time(fate.at)}`
    case 'on its way':
      return `${what} was still on its way`
    case 'lost':
      return `the network lost ${what}`
    case 'cut':
      return `${what} was dropped${causeText(fate.faults.map(names.fault))}`
    case 'receiver down':
      return `it was down when ${what} came`
    case 'delivered':
      return readableAt !== undefined && readableAt <= neededAt
        ? undefined
        : `${what} had come at ${names.time(fate.at)}, but was not readable yet`
  }
}

const causeText = (faults: readonly string[]): string =>
  faults.length === 0 ? '' : ` by ${listText(faults)}`

/** Who had a write that is gone, why the others did not, and what became of it there. */
export function summaryOfLost(
  knowledge: RunKnowledge,
  write: OperationId,
  messages: readonly MessageEvidence[],
): string | undefined {
  const sentences = [
    holdersText(knowledge, write),
    undeliveredText(knowledge, messages),
    removalText(knowledge, write),
  ].filter((sentence) => sentence !== undefined)
  return sentences.length === 0 ? undefined : sentences.join(' ')
}

function holdersText(knowledge: RunKnowledge, write: OperationId): string | undefined {
  const { names, facts } = knowledge
  const holders = nodesWith(knowledge, [EventKind.append, EventKind.store], write)
  if (holders.length === 0) return undefined
  const who = listText(holders.map(names.endpoint))
  const isAll = facts.replicas.every((replica) => holders.includes(replica))
  return `${isAll ? who : `Only ${who}`} ever had ${writeName(knowledge, write)}.`
}

/** Nodes in order of the event. */
function nodesWith(
  { facts }: RunKnowledge,
  kinds: readonly EventKind[],
  write: OperationId,
): EndpointId[] {
  const nodes = new Set<EndpointId>()
  facts.trace.eachOf(kinds, ({ node, operation }, index) => {
    if (operation[index] === write) nodes.add(node[index])
  })
  return [...nodes]
}

/** What never arrived, told once for all that the same kept back. */
function undeliveredText(
  { names }: RunKnowledge,
  messages: readonly MessageEvidence[],
): string | undefined {
  const byCause = new Map<string, Set<string>>()
  for (const { role, to, fate } of messages) {
    if (role !== 'carrier') continue
    const cause =
      fate.kind === 'cut'
        ? `was dropped${causeText(fate.faults.map(names.fault))}`
        : fate.kind === 'lost'
          ? 'was lost by the network'
          : fate.kind === 'receiver down'
            ? 'found nobody, since it was down'
            : undefined
    if (cause === undefined) continue
    byCause.set(cause, (byCause.get(cause) ?? new Set()).add(names.endpoint(to)))
  }
  const parts = [...byCause].map(([cause, to]) => `what was sent to ${listText([...to])} ${cause}`)
  return parts.length === 0 ? undefined : `${capital(listText(parts))}.`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function removalText(knowledge: RunKnowledge, write: OperationId): string | undefined {
  const { names, facts } = knowledge
  let text: string | undefined
  facts.trace.eachOf(
    [EventKind.truncate, EventKind.lose, EventKind.discard],
    ({ kind, node, time, operation, a }, index) => {
      if (operation[index] !== write) return
      const where = `${names.endpoint(node[index])} at ${names.time(time[index])}`
      if (kind[index] === EventKind.truncate)
        text = `The new leader's log did not have it, so it was cut off the log of ${where}.`
      else if (kind[index] === EventKind.lose)
        text = `It was not yet on disk, and went with ${where}.`
      else text = `It was dropped for ${writeName(knowledge, a[index])}, last on ${where}.`
    },
  )
  return text
}

/** Two writes that met, and which of them was kept. */
export function summaryOfConflict(
  knowledge: RunKnowledge,
  write: OperationId,
  other: OperationId,
): string {
  const { facts, names } = knowledge
  const where = (id: OperationId) => {
    const node = facts.history.node[id]
    return node < 0 ? '' : ` at ${names.endpoint(node)}`
  }
  const [first, second] = [Math.min(write, other), Math.max(write, other)]
  const both = `${writeName(knowledge, first)}${where(first)} and ${writeName(knowledge, second)}${where(second)}`
  const kept = [first, second].filter((id) => isHeldByAll(knowledge, id))
  if (kept.length === 2) return `${both} did not know of each other. Both were kept.`
  const last = kept.length === 1 ? ` In the end all hold ${writeName(knowledge, kept[0])}.` : ''
  return `${both} did not know of each other.${last}`
}

const isHeldByAll = ({ facts }: RunKnowledge, write: OperationId): boolean =>
  facts.live.length > 0 &&
  facts.live.every(({ state }) =>
    state
      .versions(facts.history.key[write])
      .some(({ operation, merged = [] }) => operation === write || merged.includes(write)),
  )

import { NO_ENDPOINT, type OperationId } from '../../trace/event.ts'
import { Action, Outcome } from '../../trace/history.ts'
import { listText } from '../words.ts'
import type { RunKnowledge } from './knowledge.ts'

/** One operation in words, with who, when and where: a sentence. */
export const tell = (knowledge: RunKnowledge, id: OperationId): string =>
  knowledge.facts.history.action[id] === Action.write
    ? tellWrite(knowledge, id)
    : tellRead(knowledge, id)

/** `k3 = 17 (operation 17)` */
export function writeName({ facts, names }: RunKnowledge, write: OperationId): string {
  return `${names.key(facts.history.key[write])} = ${names.value(write)} (operation ${write})`
}

function tellWrite(knowledge: RunKnowledge, write: OperationId): string {
  const { facts, names } = knowledge
  const { history } = facts
  const called = `${names.process(history.session[write])} wrote ${writeName(knowledge, write)} at ${names.time(history.invoked[write])}`
  return `${called}${basis(knowledge, write)}, ${ending(knowledge, write)}.`
}

function basis(knowledge: RunKnowledge, write: OperationId): string {
  const { history } = knowledge.facts
  if (!history.isBased(write)) return ''
  return `, building on ${seenText(knowledge, write)}`
}

function ending({ facts, names }: RunKnowledge, write: OperationId): string {
  const { outcome, node, returned } = facts.history
  const time = names.time(returned[write])
  switch (outcome[write]) {
    case Outcome.ok:
      return `acknowledged by ${names.endpoint(node[write])} at ${time}`
    case Outcome.fail:
      return `and was told at ${time} that it was not done`
    case Outcome.unknown:
      return `and gave up at ${time}, not knowing whether it was done`
    default:
      return 'and had no answer when the run was over'
  }
}

function tellRead(knowledge: RunKnowledge, read: OperationId): string {
  const { facts, names } = knowledge
  const { history } = facts
  const reader = names.process(history.session[read])
  const key = names.key(history.key[read])
  const began = names.time(history.invoked[read])
  if (history.outcome[read] !== Outcome.ok) {
    return `${reader} asked for ${key} at ${began} (operation ${read}) and got no answer.`
  }
  const at = `between ${began} and ${names.time(history.returned[read])}`
  return `${reader} read ${key} ${at} from ${placeOf(knowledge, read)} (operation ${read}) and found ${seenText(knowledge, read)}.`
}

const placeOf = ({ facts, names }: RunKnowledge, id: OperationId): string => {
  const node = facts.history.node[id]
  return node === NO_ENDPOINT ? 'nobody' : names.endpoint(node)
}

/** What an operation saw. */
function seenText(knowledge: RunKnowledge, id: OperationId): string {
  const sources = knowledge.facts.history.sources(id)
  if (sources.length === 0) return 'nothing'
  return listText(sources.map((source) => writeName(knowledge, source)))
}

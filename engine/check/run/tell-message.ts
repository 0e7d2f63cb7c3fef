import { NO_OPERATION } from '../../trace/event.ts'
import { listText } from '../words.ts'
import type { RunKnowledge } from './knowledge.ts'
import type { MessageEvidence } from './message-evidence.ts'
import { writeName } from './words.ts'

type Told = Omit<MessageEvidence, 'sentence'>

/** One message in words: what it was, and what became of it. */
export const tellMessage = (knowledge: RunKnowledge, told: Told): string =>
  `${sentText(knowledge, told)}: ${fateText(knowledge, told)}.`

function sentText(knowledge: RunKnowledge, { kind, from, to, sentAt, role, write }: Told): string {
  const { names } = knowledge
  const [sender, receiver] = [names.endpoint(from), names.endpoint(to)]
  const time = names.time(sentAt)
  const value = writeName(knowledge, write)
  return role === 'question'
    ? `${sender} sent ${kind} to ${receiver}, which had ${value}, at ${time}`
    : `${sender} sent ${kind} with ${value} to ${receiver} at ${time}`
}

function fateText(knowledge: RunKnowledge, told: Told): string {
  const { names } = knowledge
  const { fate, to } = told
  const receiver = names.endpoint(to)
  switch (fate.kind) {
    case 'delivered':
      return `it arrived at ${names.time(fate.at)}${readableText(knowledge, told)}`
    case 'late':
      return lateText(knowledge, told, fate.at)
    case 'lost':
      return 'the network lost it'
    case 'cut':
      return cutText(knowledge, fate.faults)
    case 'receiver down':
      return `dropped at ${names.time(fate.at)}, since ${receiver} was down`
    case 'on its way':
      return `it was still on its way ${openText(knowledge, told)}when the run was over`
  }
}

/** What a delivery came to. */
function readableText({ names }: RunKnowledge, { to, fate, readableAt }: Told): string {
  const receiver = names.endpoint(to)
  if (fate.kind !== 'delivered' || readableAt === fate.at) return ''
  if (readableAt === undefined) return `, and ${receiver} never came to show it`
  return `, and ${receiver} showed it from ${names.time(readableAt)}`
}

function lateText(knowledge: RunKnowledge, told: Told, arrived: number): string {
  const { names } = knowledge
  const { sentAt, neededAt, missedBy } = told
  const arrival = `arrived at ${names.time(arrived)}`
  return sentAt > neededAt
    ? `operation ${missedBy} had needed it at ${names.time(neededAt)}; it ${arrival}`
    : `it was still on its way at ${neededText(knowledge, told)}, and ${arrival}`
}

/** Of a message that never came. */
const openText = (knowledge: RunKnowledge, told: Told): string =>
  told.missedBy === NO_OPERATION ? '' : `at ${neededText(knowledge, told)}, and `

function neededText({ names }: RunKnowledge, { missedBy, neededAt }: Told): string {
  const time = names.time(neededAt)
  if (missedBy === NO_OPERATION) return `${time}, when the run was over`
  return `${time}, when operation ${missedBy} needed it there`
}

function cutText({ names }: RunKnowledge, faults: readonly number[]): string {
  if (faults.length === 0) return 'dropped, since the link was cut'
  return `dropped, since the link was cut by ${listText(faults.map(names.fault))}`
}

import { formatDuration } from '../../../engine/index.ts'
import {
  FATE_NAMES,
  MARK_STYLES,
  OPERATION_STYLES,
  READ,
} from '../../../engine/timeline/draw/index.ts'
import {
  formatMoment,
  type MarkKind,
  type NodeSpan,
  namesOfRecording,
  shownValue,
  type Timeline,
} from '../../../engine/timeline/index.ts'
import type { Sign } from './sign-at.ts'

/** What a sign is, in words: a heading, and lines of a name and a value. */
export interface Words {
  readonly heading: string
  readonly lines: readonly (readonly [name: string, value: string])[]
}

/** Of what is under a pointer; undefined for what has no words. */
export function wordsOf(timeline: Timeline, { what, id }: Sign, time: number): Words | undefined {
  if (/^(operation|outline of operation|sign of) /.test(what)) return operationWords(timeline, id)
  if (/^(message|arrival|end of a lost message)/.test(what)) return messageSign(timeline, what, id)
  if (what.startsWith('mark ')) return markWords(timeline, id)
  if (what === 'faults together') return countWords('faults', id)
  if (/^fault/.test(what)) return faultWords(timeline, id)
  if (/^(state|health) /.test(what)) return stateWordsOf(timeline, id, time)
  if (what.startsWith('operations')) return countWords(what, id)
  return undefined
}

const countWords = (what: string, count: number): Words => ({
  heading: `${count} ${what}`,
  lines: [['seen', 'together; zoom in to tell them apart']],
})

function messageSign(timeline: Timeline, what: string, id: number): Words {
  return what === 'messages lost' ? countWords(what, id) : messageWords(timeline, id)
}

const nameOf = (timeline: Timeline, endpoint: number): string =>
  endpoint < 0 ? 'nobody' : (timeline.run.places[endpoint]?.name ?? `endpoint ${endpoint}`)

export function operationWords(timeline: Timeline, id: number): Words {
  const { action, key, ending, invoked, returned, session, node } = timeline.operations
  const { key: keyName } = namesOfRecording(timeline.run)
  const style = OPERATION_STYLES[ending[id]]
  const took = returned[id] - invoked[id]
  const client = timeline.clients[session[id]]?.name ?? `session ${session[id]}`
  const value = shownValue(timeline, id)
  const valueName = action[id] === READ ? 'found' : 'value'
  return {
    heading: `${action[id] === READ ? 'Read' : 'Write'} of ${keyName(key[id])}, ${style.name}`,
    lines: [
      ['operation', String(id)],
      ...(value === undefined ? [] : [[valueName, value] as const]),
      ['client', client],
      ['called', formatMoment(invoked[id])],
      ['took', Number.isFinite(took) ? formatDuration(took) : 'still waits at the end'],
      ['answered by', nameOf(timeline, node[id])],
    ],
  }
}

export function messageWords(timeline: Timeline, id: number): Words {
  const { sent, ended, from, to, kind, fate, operation } = timeline.messages
  const name = timeline.run.trace.messageNames[kind[id]] ?? 'message'
  const took = ended[id] - sent[id]
  const caused = operation[id] >= 0 ? ([['for operation', String(operation[id])]] as const) : []
  return {
    heading: `${name}, ${FATE_NAMES[fate[id]]}`,
    lines: [
      ['from', nameOf(timeline, from[id])],
      ['to', nameOf(timeline, to[id])],
      ['sent', formatMoment(sent[id])],
      ...(Number.isFinite(took) && took > 0 ? [['took', formatDuration(took)] as const] : []),
      ...caused,
    ],
  }
}

function markWords(timeline: Timeline, id: number): Words | undefined {
  const { time, kind, node, operation, count } = timeline.marks
  if (id >= time.length) return undefined
  const lines: [string, string][] = [['at', formatMoment(time[id])]]
  if (operation[id] >= 0) lines.push(['operation', String(operation[id])])
  if (count[id] > 1) lines.push(['times', String(count[id])])
  return {
    heading: `${nameOf(timeline, node[id])}: ${MARK_STYLES[kind[id] as MarkKind].name}`,
    lines,
  }
}

function faultWords(timeline: Timeline, number: number): Words | undefined {
  const fault = timeline.faults.find((one) => one.number === number)
  if (fault === undefined) return undefined
  const { label, from, to, nodes } = fault
  const lines: [string, string][] = [['begins', formatMoment(from)]]
  if (to > from) lines.push(['lasts', formatDuration(to - from)])
  if (nodes.length > 0)
    lines.push(['strikes', nodes.map((node) => nameOf(timeline, node)).join(', ')])
  return { heading: label, lines }
}

function stateWordsOf(timeline: Timeline, endpoint: number, time: number): Words | undefined {
  const lane = timeline.nodes.find((node) => node.endpoint === endpoint)
  const span = lane?.spans.find(({ from, to }) => time >= from && time < to)
  if (lane === undefined || span === undefined) return undefined
  const lines: [string, string][] = [
    ['since', formatMoment(span.from)],
    ['for', formatDuration(span.to - span.from)],
  ]
  if (span.term > 0) lines.push(['term', String(span.term)])
  return { heading: `${lane.name}: ${stateName(span)}`, lines }
}

/** `leader`, `leader, cut off`, `down` */
export function stateName({ role, health }: NodeSpan): string {
  const words = [role, health === 'up' ? undefined : HEALTH_NAMES[health]]
  return words.filter((word) => word !== undefined).join(', ') || 'no role yet'
}

const HEALTH_NAMES = {
  down: 'down',
  paused: 'paused',
  recovering: 'recovering',
  'cut-off': 'cut off',
} as const

/** A heading and lines as one sentence, for those who listen. */
export const spoken = ({ heading, lines }: Words): string =>
  `${heading}. ${lines.map(([name, value]) => `${name} ${value}`).join(', ')}.`

import { formatDuration, formatMoment } from '../../trace/format.ts'
import { faultKinds } from '../fault-kinds.ts'
import { MarkKind, OperationClass, type Timeline } from '../timeline.ts'
import { isLost } from './message-fates.ts'
import { OPERATION_STYLES } from './operation-style.ts'

export interface Description {
  readonly title: string
  readonly description: string
}

const known = new WeakMap<Timeline, Description>()

/** Uses what was made elsewhere. */
export function useDescription(timeline: Timeline, description: Description): void {
  known.set(timeline, description)
}

/** What a timeline shows, in a few sentences: for those who do not see it. Made once for each timeline. */
export function describeTimeline(timeline: Timeline): Description {
  const found = known.get(timeline) ?? describe(timeline)
  known.set(timeline, found)
  return found
}

function describe(timeline: Timeline): Description {
  const { run, endMicros, nodes, clients, operations, messages, faults } = timeline
  const title = `Timeline of ${run.title}, ${formatDuration(endMicros)}`
  const sentences = [
    `${plural(nodes.length, 'node')}, ${plural(clients.length, 'client')}, ${plural(operations.length, 'operation')}, ${plural(messages.length, 'message')}, of which ${countLost(messages.fate)} never arrived.`,
    faults.length === 0 ? '' : `Faults: ${faultList(timeline)}.`,
    leaders(timeline),
    endings(operations.ending),
  ]
  return { title, description: sentences.filter((sentence) => sentence !== '').join(' ') }
}

const MOST_LISTED = 8

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

const listed = (words: readonly string[]): string => {
  const more = words.length - MOST_LISTED
  return words.slice(0, MOST_LISTED).join('; ') + (more > 0 ? `; and ${more} more` : '')
}

function faultList({ faults, endMicros }: Timeline): string {
  const words = faults.slice(0, MOST_LISTED).map(({ label, from, to }) => {
    if (to <= from) return `${label} at ${formatMoment(from)}`
    const end = to < endMicros ? ` to ${formatMoment(to)}` : ' on'
    return `${label} from ${formatMoment(from)}${end}`
  })
  const more = faults.slice(MOST_LISTED)
  const rest = more.length === 0 ? [] : [`and ${more.length} more (${faultKinds(more)})`]
  return [...words, ...rest].join('; ')
}

function leaders({ marks, nodes }: Timeline): string {
  const names = new Map(nodes.map(({ endpoint, name }) => [endpoint, name]))
  const found: string[] = []
  for (let mark = 0; mark < marks.length; mark++) {
    if (marks.kind[mark] !== MarkKind.leader) continue
    found.push(`${names.get(marks.node[mark])} at ${formatMoment(marks.time[mark])}`)
  }
  return found.length === 0 ? '' : `Leaders: ${listed(found)}.`
}

function endings(ending: Uint8Array): string {
  const counts = OPERATION_STYLES.map(() => 0)
  for (const one of ending) counts[one]++
  const parts = OPERATION_STYLES.map(({ name }, at) => ({ name, at, count: counts[at] }))
    .filter(({ at, count }) => at !== OperationClass.ok && count > 0)
    .map(({ name, count }) => `${count} ${name}`)
  return parts.length === 0 ? '' : `Operations that did not end well: ${parts.join(', ')}.`
}

function countLost(fate: Uint8Array): number {
  let count = 0
  for (const one of fate) if (isLost(one)) count++
  return count
}

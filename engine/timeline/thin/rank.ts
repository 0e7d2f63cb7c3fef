import { EventKind } from '../../trace/event.ts'
import { explain } from '../explain.ts'
import { MarkKind, MessageFate, OperationClass, type Timeline } from '../timeline.ts'
import { spread } from './spread.ts'

/** What a smaller recording takes in, the most telling first. */
export interface Ranking {
  /** Operations as they are, messages that no operation caused as -1 - number. */
  readonly units: Int32Array
  /** By unit: how many events come with it. */
  readonly weights: Int32Array
}

/** Operations of each bad ending, the first ones, of which the messages that explain it are looked up. */
const EXPLAINED = 4

/** Operations of each bad ending that come before all others of them. */
const FIRST_OF_EACH = 200

/** Messages of nobody's operation that were sent so long before a node became leader are taken for its election. */
const ELECTION_MICROS = 100_000

/** The worst endings first. */
const WORST_FIRST: readonly OperationClass[] = [
  OperationClass.lost,
  OperationClass.stale,
  OperationClass.conflicting,
  OperationClass.unknown,
  OperationClass.failed,
  OperationClass.open,
]

/** Puts operations and messages in the order in which they are worth keeping: what went wrong with what explains it, elections, lost messages, and then all else, spread evenly. */
export function rankUnits(timeline: Timeline): Ranking {
  const units = new Set<number>()
  const bad = WORST_FIRST.map((ending) => operationsThatEnded(timeline, ending))
  for (const operations of bad) {
    for (const operation of operations.slice(0, EXPLAINED)) addExplained(timeline, operation, units)
  }
  for (const unit of electionMessages(timeline)) units.add(unit)
  for (const operations of bad) {
    for (const at of firstOf(spread(operations.length), FIRST_OF_EACH)) units.add(operations[at])
  }
  for (const operations of bad) {
    for (const at of spread(operations.length)) units.add(operations[at])
  }
  for (const unit of lostMessages(timeline)) units.add(unit)
  for (const operation of spread(timeline.operations.length)) units.add(operation)
  for (const message of spread(timeline.messages.length)) {
    if (timeline.messages.operation[message] < 0) units.add(unitOf(message))
  }
  const ordered = Int32Array.from(units)
  return { units: ordered, weights: weigh(timeline, ordered) }
}

const unitOf = (message: number): number => -1 - message

function operationsThatEnded({ operations }: Timeline, ending: OperationClass): number[] {
  const found: number[] = []
  for (let id = 0; id < operations.length; id++) {
    if (operations.ending[id] === ending) found.push(id)
  }
  return found
}

function addExplained(timeline: Timeline, operation: number, units: Set<number>): void {
  units.add(operation)
  const { missing, evidence } = explain(timeline, operation)
  for (const { write, missedBy } of missing) {
    units.add(write)
    if (missedBy >= 0) units.add(missedBy)
  }
  for (const message of evidence) units.add(unitOfMessage(timeline, message))
}

/** A message goes with its operation, if it has one. */
function unitOfMessage({ messages }: Timeline, message: number): number {
  const operation = messages.operation[message]
  return operation < 0 ? unitOf(message) : operation
}

function electionMessages({ marks, messages }: Timeline): number[] {
  const elected: number[] = []
  for (let mark = 0; mark < marks.length; mark++) {
    if (marks.kind[mark] === MarkKind.leader) elected.push(marks.time[mark])
  }
  const found: number[] = []
  let next = 0
  for (let message = 0; message < messages.length && next < elected.length; message++) {
    while (next < elected.length && elected[next] < messages.sent[message]) next++
    const isBefore =
      next < elected.length && elected[next] - messages.sent[message] <= ELECTION_MICROS
    if (isBefore && messages.operation[message] < 0) found.push(unitOf(message))
  }
  return found
}

/** Spread evenly over all, and no more than so many: in a long partition they would drown everything else. */
function lostMessages(timeline: Timeline): number[] {
  const { messages } = timeline
  const found: number[] = []
  for (const message of spread(messages.length)) {
    if (messages.fate[message] <= MessageFate.open) continue
    found.push(unitOfMessage(timeline, message))
    if (found.length === MAXIMUM_LOST) break
  }
  return found
}

const MAXIMUM_LOST = 500

function* firstOf(numbers: Iterable<number>, count: number): Generator<number> {
  let left = count
  for (const number of numbers) {
    if (left-- <= 0) return
    yield number
  }
}

function weigh({ run, messages, operations }: Timeline, units: Int32Array): Int32Array {
  const ofOperation = new Int32Array(operations.length)
  const ofMessage = new Uint8Array(messages.length)
  const { send, deliver, drop } = EventKind
  run.trace.each(({ kind, operation, a }, index) => {
    const isMessage = kind[index] === send || kind[index] === deliver || kind[index] === drop
    if (operation[index] >= 0) ofOperation[operation[index]]++
    else if (isMessage) ofMessage[a[index]]++
  })
  return units.map((unit) => (unit >= 0 ? ofOperation[unit] : ofMessage[-1 - unit]))
}

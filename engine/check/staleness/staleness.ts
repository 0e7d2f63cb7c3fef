import type { Micros } from '../../core/clock.ts'
import type { OperationId } from '../../trace/event.ts'
import { formatDuration, formatNumber } from '../../trace/format.ts'
import { seenBy } from '../causal/lanes.ts'
import { NEVER_RETURNED } from '../observed-history.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import type { Proof, Verdict } from '../verdict.ts'
import { counted, deedText, processText } from '../words.ts'
import { visitMissed } from './missed.ts'

const guarantee = 'bounded staleness'

/** How stale a read may be at most; what is absent is not bounded. */
export interface StalenessBound {
  /** How many acknowledged writes it may miss. */
  readonly versions?: number
  /** How long before its call the first write that it missed may have returned. */
  readonly timeMicros?: Micros
}

/** The stalest read, and all there is to say of it. */
interface Stalest {
  readonly read: OperationId
  readonly missed: number
  /** Of the writes that it missed the first to return. */
  readonly first: OperationId
  readonly ageMicros: Micros
}

/**
 * Bounded staleness: every answered read returned a version that was at most so many versions, or so long, behind what had been acknowledged when it was called. A
 * bound of 0 versions is freshness by real time: what a linearizable history always has.
 *
 * What a read is behind is what it certainly missed: writes of its key that had returned before it was called, and were called after every version that it returned
 * had returned. Of writes that overlapped these nothing is held against it, so no read is called stale that some order of overlapping writes explains by
 * itself (the k of "k-atomicity" and the delta of "delta-atomicity" of Golab, Li and Shah, PODC 2011, look at all reads together and can be larger).
 * The age of a read runs from the return of the first write that it missed to its own call.
 */
export function boundedStaleness(history: RegisterHistory, bound: StalenessBound): Verdict {
  const { versions = Number.POSITIVE_INFINITY, timeMicros = Number.POSITIVE_INFINITY } = bound
  let reads = 0
  let tested = 0
  let beyond = 0
  let worst: Stalest | undefined
  const hasReturned = new WrittenKeys(history)
  visitMissed(history, (read, missed, first) => {
    reads++
    if (hasReturned.before(read)) tested++
    if (missed === 0) return
    const ageMicros = history.invokedMicros[read] - history.returnedMicros[first]
    if (missed <= versions && !(ageMicros > timeMicros)) return
    beyond++
    const stalest = { read, missed, first, ageMicros }
    if (worst === undefined || isWorse(stalest, worst)) worst = stalest
  })
  const text = boundText(bound)
  if (worst === undefined) return heldVerdict(text, reads, tested)
  return brokenVerdict(history, { text, reads, beyond, worst, bound })
}

/** The fewest missed writes first: the shorter proof. */
const isWorse = (one: Stalest, other: Stalest): boolean => one.missed < other.missed

function heldVerdict(text: string, reads: number, tested: number): Verdict {
  const parts = { guarantee, standing: 'held', operations: tested } as const
  if (tested === 0) {
    const vacuous = 'No read followed an acknowledged write of its key, so none could be stale.'
    return { ...parts, sentence: vacuous, vacuous }
  }
  return { ...parts, sentence: `None of ${counted(reads, 'read')} was more than ${text} behind.` }
}

interface Beyond {
  readonly text: string
  readonly reads: number
  readonly beyond: number
  readonly worst: Stalest
  readonly bound: StalenessBound
}

function brokenVerdict(history: RegisterHistory, found: Beyond): Verdict {
  const { text, reads, beyond, worst } = found
  const one = `${processText(history, worst.read)} ${deedText(history, worst.read)}`
  const behind = `${counted(worst.missed, 'write')} and ${formatDuration(worst.ageMicros)} late`
  const sentence = `${formatNumber(beyond)} of ${counted(reads, 'read')} were more than ${text} behind: ${one}, ${behind}.`
  const proof = proofOf(history, found)
  return { guarantee, standing: 'broken', operations: reads, sentence, proof }
}

/** Writes that the steps name one by one; the rest is counted. */
const TOLD_WRITES = 5

function proofOf(history: RegisterHistory, { worst, bound }: Beyond): Proof {
  const { read, first, missed } = worst
  const { versions = Number.POSITIVE_INFINITY } = bound
  // One more than is allowed shows it; where it is too late, the first alone does.
  const shown = missed > versions ? missedWrites(history, read, versions + 1) : [first]
  const sources = seenBy(history, read)
  const operations = [...new Set([...sources, ...shown, read])].sort((a, b) => a - b)
  const { names } = history
  const told = shown.slice(0, TOLD_WRITES).map((id) => {
    const returned = names.time(history.returnedMicros[id])
    return `${processText(history, id)} ${deedText(history, id)} and had its answer at ${returned}.`
  })
  const more = shown.length - told.length
  return {
    operations,
    steps: [
      ...told,
      ...(more > 0 ? [`${counted(more, 'other write')} of the key came between.`] : []),
      `At ${names.time(history.invokedMicros[read])} ${processText(history, read)} called: it ${deedText(history, read)}.`,
    ],
  }
}

/** The first writes that a read missed, in order of call. */
function missedWrites(history: RegisterHistory, read: OperationId, atMost: number): OperationId[] {
  const { effect, key, call, length } = history
  const since = Math.max(-1, ...seenBy(history, read).map((one) => history.return[one]))
  const found: OperationId[] = []
  for (let id = 0; id < length && found.length < atMost; id++) {
    if (effect[id] !== Effect.write || key[id] !== key[read] || call[id] <= since) continue
    if (history.return[id] < call[read]) found.push(id)
  }
  return found
}

/** Which keys had an acknowledged write when a read was called; asked in order of call. */
class WrittenKeys {
  private readonly history: RegisterHistory
  /** By key: when its first write returned. */
  private readonly firstReturn = new Map<number, number>()

  constructor(history: RegisterHistory) {
    this.history = history
    for (let id = 0; id < history.length; id++) {
      if (history.effect[id] !== Effect.write || history.return[id] === NEVER_RETURNED) continue
      const known = this.firstReturn.get(history.key[id]) ?? NEVER_RETURNED
      if (history.return[id] < known) this.firstReturn.set(history.key[id], history.return[id])
    }
  }

  before(read: OperationId): boolean {
    const { key, call } = this.history
    return (this.firstReturn.get(key[read]) ?? NEVER_RETURNED) < call[read]
  }
}

/** `2 versions`, `100 ms`, `2 versions or 100 ms` */
function boundText({ versions, timeMicros }: StalenessBound): string {
  const parts = [
    ...(versions === undefined ? [] : [counted(versions, 'version')]),
    ...(timeMicros === undefined ? [] : [formatDuration(timeMicros)]),
  ]
  return parts.join(' or ')
}

import { buildTimeline } from '../build.ts'
import { fewerSpans } from '../fewer-spans.ts'
import { encodeRecording } from '../file/recording-text.ts'
import { keepFigures } from '../kept-figures.ts'
import type { LaneParts, NodeSpan, Steps } from '../lane.ts'
import type { HeldAtEnd, RecordedRun, Thinning } from '../recorded-run.ts'
import { densityOf } from '../show.ts'
import type { Timeline } from '../timeline.ts'
import { cutHistory, type Renumbered, renumber } from './cut-history.ts'
import { cutTrace } from './cut-trace.ts'
import { fewerClocks } from './fewer-clocks.ts'
import { fewerFaults, MAXIMUM_FAULTS } from './fewer-faults.ts'
import { type Ranking, rankUnits } from './rank.ts'

/** The named limit of a recording in a file, and its default. */
export const DEFAULT_RECORDING_BYTES = 60_000

/** Fewer letters an event than this take no recording. */
const LEAST_LETTERS_AN_EVENT = 1.5

/** Letters that an event takes as a rule: where the search begins. */
const USUAL_LETTERS_AN_EVENT = 4

/** Encodings that the search may try. */
const MAXIMUM_TRIES = 7

/** A part that fills so much of the limit is full. */
const FULL = 0.93

/**
 * A recording whose text (`encodeRecording`) is no longer than a limit: as it is where it fits. Else it keeps what happened to nodes, and as many operations as fit with all that they
 * caused: those that ended badly and what explains it first, then others spread evenly. What is left out is counted, and how the whole would look from far out is kept in few numbers.
 * Equal recordings give equal ones. What is always kept may be more than a very small limit.
 */
export function thin(
  run: RecordedRun,
  { bytes = DEFAULT_RECORDING_BYTES }: { readonly bytes?: number } = {},
): RecordedRun {
  if (run.thinned !== undefined || fits(run, bytes)) return run
  const timeline = buildTimeline(run)
  const ranking = rankUnits(timeline)
  const whole = wholeOf(timeline, bytes)
  const cut = (events: number) => cutDown(timeline, chosen(ranking, events), whole)
  return largestThatFits(cut, bytes, run.trace.length)
}

const fits = (run: RecordedRun, bytes: number): boolean =>
  run.trace.length * LEAST_LETTERS_AN_EVENT < bytes && encodeRecording(run).length <= bytes

/** By trying: a part's text is about as long as its events are many. */
function largestThatFits(
  cut: (events: number) => RecordedRun,
  bytes: number,
  events: number,
): RecordedRun {
  let best = cut(0)
  const least = encodeRecording(best).length
  let fitting = 0
  let tooMany = events
  let guess = (bytes - least) / USUAL_LETTERS_AN_EVENT
  for (let tries = 0; tries < MAXIMUM_TRIES && guess > fitting && least < bytes; tries++) {
    const wanted = Math.floor(Math.min(guess, tooMany))
    const part = cut(wanted)
    const length = encodeRecording(part).length
    if (length <= bytes) {
      best = part
      fitting = wanted
      if (length >= FULL * bytes || wanted >= events) return best
    } else tooMany = wanted
    const perEvent = Math.max(LEAST_LETTERS_AN_EVENT / 4, (length - least) / Math.max(1, wanted))
    const straight = ((bytes - least) * 0.98) / perEvent
    // Between what fits and what does not.
    guess = straight > fitting && straight < tooMany ? straight : (fitting + tooMany) / 2
    if (tooMany - fitting < 50) break
  }
  return best
}

/** The units of so many events, the most telling first. */
function chosen({ units, weights }: Ranking, events: number): Int32Array {
  let left = events
  let count = 0
  while (count < units.length && left >= weights[count]) left -= weights[count++]
  return units.subarray(0, count)
}

type Whole = Omit<Thinning, 'operationNumbers' | 'messageNumbers' | 'endings'>

/** The share of its room that a smaller recording gives to figures over time. */
const FIGURES_SHARE = 0.12

function wholeOf(timeline: Timeline, bytes: number): Whole {
  const { run, operations, messages } = timeline
  return {
    events: run.trace.length + run.trace.dropped,
    operations: operations.length,
    messages: messages.length,
    ...(run.faults.length > MAXIMUM_FAULTS ? { faults: run.faults.length } : {}),
    figures: keepFigures(timeline, bytes * FIGURES_SHARE),
    limit: { name: 'bytes', value: bytes },
    lanes: timeline.nodes.map((lane): LaneParts => {
      const { endpoint, spans, log, committed, stored, hints } = lane
      return {
        endpoint,
        spans: spansFor(spans, run.endMicros),
        log: fewerSteps(log, run.endMicros),
        committed: fewerSteps(committed, run.endMicros),
        stored: fewerSteps(stored, run.endMicros),
        hints: fewerSteps(hints, run.endMicros),
      }
    }),
    densities: {
      messages: coarse(timeline, 'messages'),
      operations: coarse(timeline, 'operations'),
      marks: coarse(timeline, 'marks'),
    },
  }
}

/** Spans of a lane of more than so many are told together where they are short. */
const MANY_SPANS = 400

const spansFor = (spans: readonly NodeSpan[], end: number): readonly NodeSpan[] =>
  spans.length <= MANY_SPANS ? spans : fewerSpans(spans, end / MANY_SPANS)

const COARSE_BINS = 64
const FEWEST_BINS = 8
/** Counts of one density at most. */
const MAXIMUM_COUNTS = 6_000

function coarse(timeline: Timeline, what: 'messages' | 'operations' | 'marks') {
  const density = densityOf(timeline, what, COARSE_BINS)
  if (density.groups.length * COARSE_BINS <= MAXIMUM_COUNTS) return density
  const bins = Math.floor(MAXIMUM_COUNTS / density.groups.length)
  return densityOf(timeline, what, Math.max(FEWEST_BINS, bins))
}

/** Steps that a quantity of a smaller recording has at most. */
const MAXIMUM_STEPS = 120

/** Of each stretch of time the last step. */
function fewerSteps({ times, values }: Steps, end: number): Steps {
  if (times.length <= MAXIMUM_STEPS) return { times, values }
  const stretch = Math.max(1, end) / MAXIMUM_STEPS
  const isLast = (at: number) =>
    at === times.length - 1 ||
    Math.floor(times[at] / stretch) !== Math.floor(times[at + 1] / stretch)
  const kept = [...times.keys()].filter(isLast)
  return {
    times: Float64Array.from(kept, (at) => times[at]),
    values: Float64Array.from(kept, (at) => values[at]),
  }
}

function cutDown({ run, operations, messages }: Timeline, units: Int32Array, whole: Whole) {
  const isWhole = new Uint8Array(operations.length)
  const isSent = new Uint8Array(messages.length)
  for (const unit of units) {
    if (unit >= 0) isWhole[unit] = 1
    else isSent[-1 - unit] = 1
  }
  for (let message = 0; message < messages.length; message++) {
    const operation = messages.operation[message]
    if (operation >= 0) isSent[message] = isWhole[operation]
  }
  const keptOperations = renumber(withSources(run, isWhole))
  const keptMessages = renumber(isSent)
  const thinned: Thinning = {
    ...whole,
    operationNumbers: keptOperations.toRun,
    messageNumbers: keptMessages.toRun,
    endings: Uint8Array.from(keptOperations.toRun, (id) => operations.ending[id]),
  }
  const faults = fewerFaults(run.faults)
  const kept = { operations: keptOperations, messages: keptMessages, faults, isWhole }
  return {
    ...run,
    clocks: fewerClocks(run.clocks),
    faults: Array.from(faults.toRun, (number) => run.faults[number]),
    trace: cutTrace(run.trace, kept),
    history: cutHistory(run.history, keptOperations),
    held: run.held.map((held) => cutHeld(held, keptOperations)),
    thinned,
  }
}

/** What the kept operations found is part of the history too. */
function withSources({ history }: RecordedRun, isWhole: Uint8Array): Uint8Array {
  const isKept = isWhole.slice()
  for (let id = 0; id < isWhole.length; id++) {
    if (isWhole[id] === 0 || history.soleSource(id) < 0) continue
    for (const source of history.sources(id)) if (source >= 0) isKept[source] = 1
  }
  return isKept
}

function cutHeld({ replica, versions }: HeldAtEnd, { toPart }: Renumbered): HeldAtEnd {
  const kept = versions.filter(
    ({ operation, merged }) =>
      toPart[operation] >= 0 && merged.every((write) => toPart[write] >= 0),
  )
  return {
    replica,
    versions: kept.map(({ key, operation, merged }) => ({
      key,
      operation: toPart[operation],
      merged: merged.map((write) => toPart[write]),
    })),
  }
}

import type { Micros } from '../../core/clock.ts'
import { Random } from '../../core/random.ts'
import { ok, type Result } from '../../core/result.ts'
import { durationText, refuseTime } from '../schema/duration.ts'
import { problem, within } from '../schema/refusal.ts'
import { type CheckedEntry, type CheckedFault, faultSchema } from '../spec/fault-schema.ts'
import { drawFaults, kindsFor, RATES } from './random-faults.ts'

/** Strikes of one scenario, those of repeated and random faults counted one by one. */
const MAXIMUM_STRIKES = 10_000

export interface RunTimes {
  readonly seed: number
  /** When the clients stop. */
  readonly durationMicros: Micros
  /** When the run ends. */
  readonly endMicros: Micros
}

interface Scheduled {
  readonly fault: CheckedFault
  /** Where it stands in the scenario. */
  readonly path: string
  readonly strikes: readonly Micros[]
}

/** When each fault strikes; random schedules are drawn here. */
export function scheduleFaults(
  entries: readonly CheckedEntry[],
  nodes: readonly string[],
  times: RunTimes,
): Result<Scheduled[]> {
  const scheduled: Scheduled[] = []
  let count = 0
  for (const [index, entry] of entries.entries()) {
    const path = within('faults', index)
    const found =
      entry.kind === 'random'
        ? drawSchedule(entry, path, nodes, times)
        : scheduleOne(entry, path, times)
    if (!found.ok) return found
    for (const { strikes } of found.value) count += strikes.length
    if (count > MAXIMUM_STRIKES) return refuseMany(path)
    scheduled.push(...found.value)
  }
  return ok(scheduled)
}

function scheduleOne(fault: CheckedFault, path: string, times: RunTimes): Result<Scheduled[]> {
  const { at, every } = fault
  if ((at === undefined) === (every === undefined)) {
    const sentence = `${path} must say when it strikes, either by at or by every.`
    return problem('scenario/missing-field', sentence)
  }
  if (at !== undefined) {
    if (at > times.endMicros) return refuseLate(at, times, within(path, 'at'))
    return ok([{ fault, path, strikes: [at] }])
  }
  const { period, from = period, to = times.durationMicros } = every!
  const place = within(path, 'every')
  const range = checkRange(from, to, place, times)
  if (!range.ok) return range
  if ((to - from) / period >= MAXIMUM_STRIKES) return refuseMany(path)
  const strikes = Array.from(
    { length: Math.floor((to - from) / period) + 1 },
    (_, index) => from + index * period,
  )
  return ok([{ fault, path, strikes }])
}

function drawSchedule(
  entry: Extract<CheckedEntry, { readonly kind: 'random' }>,
  path: string,
  nodes: readonly string[],
  times: RunTimes,
): Result<Scheduled[]> {
  const { intensity, from = 0, to = times.durationMicros } = entry
  const range = checkRange(from, to, path, times)
  if (!range.ok) return range
  const kinds = kindsFor(entry.kinds ?? RATES[intensity].kinds, nodes.length)
  if (kinds.length === 0) {
    const sentence = `${within(path, 'kinds')} has no kind that makes sense on so few nodes (${nodes.length}).`
    return problem('scenario/conflict', sentence)
  }
  const random = Random.fromSeed(times.seed).fork('faults').fork(path)
  const drawn = drawFaults({ intensity, kinds, from, to, nodes }, random)
  return ok(drawn.map((spec) => ({ fault: checked(spec), path, strikes: [checked(spec).at!] })))
}

/** What the engine itself wrote is right. */
function checked(spec: unknown): CheckedFault {
  const read = faultSchema.read(spec, 'faults')
  if (!read.ok) throw new Error(read.problem.message)
  return read.value as CheckedFault
}

function checkRange(from: Micros, to: Micros, path: string, times: RunTimes): Result<undefined> {
  if (to > times.endMicros) return refuseLate(to, times, within(path, 'to'))
  if (from <= to) return ok(undefined)
  return refuseTime(within(path, 'from'), from, `at most ${durationText(to)}, where it ends`)
}

function refuseLate(at: Micros, { endMicros }: RunTimes, path: string) {
  const allowed = `at most ${durationText(endMicros)}, the end of the run (duration and drain)`
  return refuseTime(path, at, allowed)
}

function refuseMany(path: string) {
  const sentence = `${path} makes more than ${MAXIMUM_STRIKES} strikes of faults in one scenario, which is the most allowed.`
  return problem('scenario/out-of-range', sentence)
}

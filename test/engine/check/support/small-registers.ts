import fc from 'fast-check'
import { NEVER_RETURNED } from '../../../../engine/check/observed-history.ts'
import {
  Effect,
  type HistoryNames,
  type RegisterHistory,
  Source,
} from '../../../../engine/check/register-history.ts'

/** An operation as a test writes it. */
export interface SmallOperation {
  readonly process: number
  readonly key: number
  readonly effect: Effect
  /** What it saw; none: the initial value, or for a write nothing that it was based on. `nowhere`: what nobody wrote. */
  readonly sources: readonly number[] | 'nowhere'
  readonly call: number
  readonly return: number
}

const NAMES: HistoryNames = {
  process: (process) => `c${process}`,
  key: (key) => `k${key}`,
  value: (write) => String(write),
  time: (micros) => `${micros} µs`,
}

/** A history of registers from operations in order of call. */
export function registersOf(operations: readonly SmallOperation[]): RegisterHistory {
  const column = (of: (operation: SmallOperation) => number) => Int32Array.from(operations, of)
  return {
    length: operations.length,
    effect: Uint8Array.from(operations, ({ effect }) => effect),
    process: column(({ process }) => process),
    key: column(({ key }) => key),
    call: column(({ call }) => call),
    return: column((operation) => operation.return),
    source: column(sourceOf),
    invokedMicros: Float64Array.from(operations, ({ call }) => call),
    returnedMicros: Float64Array.from(operations, (operation) =>
      operation.return === NEVER_RETURNED ? Number.POSITIVE_INFINITY : operation.return,
    ),
    sources: (id) => {
      const { sources } = operations[id]
      return sources === 'nowhere' ? [] : sources
    },
    names: NAMES,
  }
}

function sourceOf({ effect, sources }: SmallOperation): number {
  if (sources === 'nowhere') return Source.nowhere
  if (sources.length > 1) return Source.several
  if (sources.length === 1) return sources[0]
  return effect === Effect.read ? Source.initial : Source.nowhere
}

/** Short for a sequential test: `w(0, 'x')`; operations follow each other unless told. */
interface Shape {
  readonly process: number
  readonly key: number
  readonly effect: Effect
  /** Which of the writes of its key it names, as shares of their number; more than one: siblings. */
  readonly picks: readonly number[]
  readonly isInitial: boolean
  readonly isNowhere: boolean
  readonly isLost: boolean
  /** How many events from its call to its return. */
  readonly lasts: number
  /** Whether it may name writes that were called after it had returned. */
  readonly mayForesee: boolean
}

export interface SmallOptions {
  readonly processes?: number
  readonly keys?: number
  readonly maximum?: number
  /** Whether a process may have several operations under way at once. Default: no. */
  readonly overlaps?: boolean
  readonly siblings?: boolean
  /** Reads of what nobody wrote, and of what was written only later. Default: no. */
  readonly impossible?: boolean
}

/** Random histories of registers, most of them wrong in some way. */
export function smallHistories(options: SmallOptions = {}): fc.Arbitrary<SmallOperation[]> {
  const { processes = 3, keys = 2, maximum = 12, siblings = false, impossible = false } = options
  const shape: fc.Arbitrary<Shape> = fc.record({
    process: fc.nat(processes - 1),
    key: fc.nat(keys - 1),
    effect: fc.constantFrom(Effect.read, Effect.read, Effect.write),
    picks: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), {
      minLength: 1,
      maxLength: siblings ? 3 : 1,
    }),
    isInitial: fc.nat(9).map((n) => n === 0),
    isNowhere: fc.nat(39).map((n) => impossible && n === 0),
    isLost: fc.nat(9).map((n) => n === 0),
    lasts: fc.nat(5),
    mayForesee: fc.nat(9).map((n) => impossible && n === 0),
  })
  return fc
    .array(shape, { minLength: 2, maxLength: maximum })
    .map((shapes) => withSources(shapes, placed(shapes, options.overlaps ?? false)))
}

interface Placed {
  readonly call: number
  readonly return: number
}

/** Calls and returns in one order; an operation is over at the latest before its process calls the next, unless these may overlap. */
function placed(shapes: readonly Shape[], overlaps: boolean): Placed[] {
  const calls: number[] = []
  const returns: number[] = []
  const open: { id: number; left: number; process: number }[] = []
  let position = 0
  const close = (isDue: (one: (typeof open)[number]) => boolean) => {
    for (const one of [...open].filter(isDue)) {
      open.splice(open.indexOf(one), 1)
      returns[one.id] = shapes[one.id].isLost ? NEVER_RETURNED : position++
    }
  }
  shapes.forEach(({ process, lasts }, id) => {
    close((one) => one.left-- <= 0 || (!overlaps && one.process === process))
    calls[id] = position++
    open.push({ id, left: lasts, process })
  })
  close(() => true)
  return shapes.map((_, id) => ({ call: calls[id], return: returns[id] }))
}

function withSources(shapes: readonly Shape[], places: readonly Placed[]): SmallOperation[] {
  return shapes.map((shape, id) => {
    const { process, key, isLost } = shape
    const effect = isLost && shape.effect === Effect.read ? Effect.none : shape.effect
    const candidates = shapes.flatMap((other, write) => {
      const isCalled = places[write].call < places[id].return || shape.mayForesee
      return other.effect === Effect.write && other.key === key && isCalled ? [write] : []
    })
    const picked = shape.picks.map((pick) => candidates[Math.floor(pick * candidates.length)])
    const chosen = [...new Set(picked)].filter((one) => one !== undefined)
    const isBased = effect === Effect.read || (effect === Effect.write && shape.isInitial)
    const sources = isBased && !(shape.isInitial && effect === Effect.read) ? chosen : []
    const isNowhere = shape.isNowhere && effect === Effect.read
    return {
      process,
      key,
      effect,
      sources: isNowhere ? 'nowhere' : sources.filter((one) => one !== id),
      ...places[id],
    }
  })
}

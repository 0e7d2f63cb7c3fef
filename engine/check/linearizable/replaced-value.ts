import { NEVER_RETURNED, type ObservedOperation } from '../observed-history.ts'
import type { SequentialModel } from '../sequential-model.ts'
import { identityOf } from './transitions.ts'

/** A value that was seen when another had surely taken its place: what it rests on. */
export interface ReplacedValue {
  /** All that could have put the value there before the sight was over. */
  readonly writers: readonly ObservedOperation[]
  /** What had another value there when all writers were over, and was over before the sight began; undefined where there is no writer, and it was not there at first. */
  readonly other: ObservedOperation | undefined
  /** What saw it. */
  readonly sight: ObservedOperation
}

/**
 * The first operation, by return, that saw a value which was surely gone: all that could have put it there was over before an operation began that had another value
 * there, and that one was over before the sight began. Such a history has no order, whatever else is in it; most that have none are found so, without a search.
 *
 * Takes n log n. Undefined says nothing, nor does it for objects that do not say what their operations see.
 * @param operations of one key
 */
export function replacedValue(
  operations: readonly ObservedOperation[],
  model: SequentialModel,
): ReplacedValue | undefined {
  const accesses = accessesOf(operations, model)
  const writers = writersOf(accesses)
  const others = new LatestOthers(accesses)
  const initial = identityOf(model, model.initial)
  let found: ReplacedValue | undefined
  for (const { one, sees } of accesses) {
    if (sees === NOTHING || !isCertain(one)) continue
    if (found !== undefined && found.sight.return < one.return) continue
    const own = writers.get(sees)?.before(one.return) ?? { count: 0, over: NEVER_CALLED }
    const other = others.before(one.call, sees)
    const isGone = other !== undefined && other.call > own.over
    if (!isGone && (own.count > 0 || sees === initial)) continue
    const all = writers.get(sees)?.operations.slice(0, own.count) ?? []
    found = { writers: all, other: isGone ? other : undefined, sight: one }
  }
  return found
}

const NEVER_CALLED = -1

/** No state is this. */
const NOTHING = Symbol()

interface Access {
  readonly one: ObservedOperation
  readonly sees: unknown
  readonly leaves: unknown
}

/** In order of call. */
function accessesOf(operations: readonly ObservedOperation[], model: SequentialModel): Access[] {
  if (model.access === undefined) return []
  const identify = (state: unknown) => (state === undefined ? NOTHING : identityOf(model, state))
  const accesses = operations.map((one) => {
    const { sees, leaves } = model.access!(one.input, one.output)
    return { one, sees: identify(sees), leaves: identify(leaves) }
  })
  return accesses.sort((a, b) => a.one.call - b.one.call)
}

/** Whether it was done for certain, and as it says. */
const isCertain = ({ isKnown, output }: ObservedOperation): boolean =>
  isKnown && output !== undefined

function writersOf(accesses: readonly Access[]): Map<unknown, Writers> {
  const writers = new Map<unknown, Writers>()
  for (const { one, leaves } of accesses) {
    if (leaves === NOTHING) continue
    const own = writers.get(leaves) ?? new Writers()
    writers.set(leaves, own)
    own.add(one)
  }
  return writers
}

/** All that may have put one value there, in order of call. */
class Writers {
  readonly operations: ObservedOperation[] = []
  /** By operation: when it and all before it were over. */
  private readonly over: number[] = []

  add(one: ObservedOperation): void {
    const returned = one.isKnown ? one.return : NEVER_RETURNED
    this.over.push(Math.max(returned, this.over.at(-1) ?? NEVER_CALLED))
    this.operations.push(one)
  }

  /** Of those called before a position: how many, and when they were all over. */
  before(position: number): { readonly count: number; readonly over: number } {
    let low = 0
    let high = this.operations.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.operations[middle].call < position) low = middle + 1
      else high = middle
    }
    return { count: low, over: this.over[low - 1] ?? NEVER_CALLED }
  }
}

/** Of what was over before a position and had another value than a given one there: which was called last. Asked in rising order of positions. */
class LatestOthers {
  private readonly byReturn: readonly Access[]
  private taken = 0
  /** The one that was called last, and the last of those with another value than this one's. */
  private latest: Seen | undefined
  private latestOther: Seen | undefined

  constructor(accesses: readonly Access[]) {
    const certain = accesses.filter(({ one }) => isCertain(one))
    this.byReturn = certain.sort((a, b) => a.one.return - b.one.return)
  }

  before(position: number, value: unknown): ObservedOperation | undefined {
    while (this.byReturn[this.taken]?.one.return < position) this.take(this.byReturn[this.taken++])
    return this.latest?.value === value ? this.latestOther?.one : this.latest?.one
  }

  private take({ one, sees, leaves }: Access): void {
    const value = leaves === NOTHING ? sees : leaves
    if (value === NOTHING) return
    const { latest, latestOther } = this
    if (latest === undefined || one.call > latest.one.call) {
      if (latest !== undefined && latest.value !== value) this.latestOther = latest
      this.latest = { one, value }
    } else if (value !== latest.value && one.call > (latestOther?.one.call ?? NEVER_CALLED)) {
      this.latestOther = { one, value }
    }
  }
}

interface Seen {
  readonly one: ObservedOperation
  readonly value: unknown
}

import type { Micros } from '../core/clock.ts'
import { countUpTo } from '../core/statistics.ts'
import type { EndpointId } from '../trace/event.ts'
import { NEVER } from '../trace/metrics/facts.ts'
import type { Density, DensityGroup } from './window.ts'

/** Things that last a while, one column a field, in order of their beginnings. */
export interface Lasting {
  readonly length: number
  readonly starts: Float64Array
  /** Infinity for what does not end. */
  readonly ends: Float64Array
  /** Which group each belongs to: `from` and `to` name it. */
  readonly from: ArrayLike<EndpointId>
  readonly to: ArrayLike<EndpointId>
  readonly classes: Uint8Array
}

/** Aligned bins of time: `bins` of `binMicros` each, the first one beginning at `from`. */
export type Bins = Pick<Density, 'from' | 'binMicros' | 'bins'>

/**
 * Things in order of their beginnings, sorted so that many are counted fast. Plain data, which another thread may make and hand over.
 *
 * 1. `times` holds the beginnings of each group and class side by side, ascending, so that a bin of many costs two searches, however many there are.
 */
export interface SortedBeginnings {
  readonly lasting: Lasting
  readonly classCount: number
  readonly groups: readonly Ends[]
  readonly groupOf: Int32Array
  /** By cell (group × class): where its beginnings stand. */
  readonly cellStarts: Int32Array
  readonly times: Float64Array
  /** The longest time from beginning to end, of those that end; and those that do not. */
  readonly longest: Micros
  readonly endless: Int32Array
}

interface Ends {
  readonly from: EndpointId
  readonly to: EndpointId
}

export function sortBeginnings(lasting: Lasting, classCount: number): SortedBeginnings {
  const { groups, groupOf } = formGroups(lasting)
  const cells = cellsOf(lasting, groupOf, classCount)
  const cellStarts = countCells(cells, groups.length * classCount)
  const times = sortTimes(lasting, cells, cellStarts)
  const lengths = measureLengths(lasting)
  return { lasting, classCount, groups, groupOf, cellStarts, times, ...lengths }
}

/** Finds what is in a stretch of time, and counts what begins in it. */
export class Beginnings {
  private readonly sorted: SortedBeginnings

  constructor(sorted: SortedBeginnings) {
    this.sorted = sorted
  }

  get lasting(): Lasting {
    return this.sorted.lasting
  }

  /** Those that were there at some moment of a stretch of time, both ends included, and pass; undefined when they are more than the limit. */
  within(from: Micros, to: Micros, limit: number, passes: Test): Int32Array | undefined {
    const { longest, endless } = this.sorted
    const { starts, ends, length } = this.lasting
    const found: number[] = []
    const first = countUpTo(starts, length, from - longest - 1)
    const end = countUpTo(starts, length, to)
    for (let at = 0; at < endless.length && endless[at] < first; at++) {
      if (passes(endless[at])) found.push(endless[at])
    }
    for (let id = first; id < end && found.length <= limit; id++) {
      if (ends[id] >= from && passes(id)) found.push(id)
    }
    return found.length > limit ? undefined : Int32Array.from(found)
  }

  /** Of given ones, ascending, those that were there and pass. */
  among(
    ids: Int32Array,
    from: Micros,
    to: Micros,
    limit: number,
    passes: Test,
  ): Int32Array | undefined {
    const { starts, ends } = this.lasting
    const found: number[] = []
    const first = firstFrom(ids, starts, from - this.sorted.longest)
    for (const id of this.sorted.endless) {
      if (id >= (ids[first] ?? Number.POSITIVE_INFINITY)) break
      if (isAmong(ids, id) && starts[id] <= to && passes(id)) found.push(id)
    }
    for (let at = first; at < ids.length && found.length <= limit; at++) {
      const id = ids[at]
      if (starts[id] > to) break
      if (ends[id] >= from && passes(id)) found.push(id)
    }
    return found.length > limit ? undefined : Int32Array.from(found)
  }

  /** How many of each group and class begin in each bin. @param isShown of the two ends of a group */
  count(bins: Bins, isShown: (from: EndpointId, to: EndpointId) => boolean): DensityGroup[] {
    const { groups, classCount } = this.sorted
    return groups.flatMap(({ from, to }, group) => {
      if (!isShown(from, to)) return []
      const counts = Array.from({ length: classCount }, (_, kind) =>
        this.countCell(group * classCount + kind, bins),
      )
      return counts.every((line) => line === undefined) ? [] : [{ from, to, counts }]
    })
  }

  /** As `count`, of those alone that pass. @param ids where to look; all where undefined */
  countThose(bins: Bins, passes: Test, ids?: Int32Array): DensityGroup[] {
    const { groupOf, classCount, cellStarts } = this.sorted
    const { starts, classes, length } = this.lasting
    const cells: (Uint32Array | undefined)[] = new Array(cellStarts.length).fill(undefined)
    const end = bins.from + bins.bins * bins.binMicros
    const first =
      ids === undefined
        ? countUpTo(starts, length, bins.from - 1)
        : firstFrom(ids, starts, bins.from)
    for (let at = first; at < (ids?.length ?? length); at++) {
      const id = ids === undefined ? at : ids[at]
      if (starts[id] >= end) break
      if (starts[id] < bins.from || !passes(id)) continue
      const cell = groupOf[id] * classCount + classes[id]
      const line = cells[cell] ?? new Uint32Array(bins.bins)
      line[Math.floor((starts[id] - bins.from) / bins.binMicros)]++
      cells[cell] = line
    }
    return this.toGroups(cells)
  }

  private toGroups(cells: readonly (Uint32Array | undefined)[]): DensityGroup[] {
    const { groups, classCount } = this.sorted
    return groups.flatMap((group, number) => {
      const first = number * classCount
      const counts = cells.slice(first, first + classCount)
      return counts.every((line) => line === undefined) ? [] : [{ ...group, counts }]
    })
  }

  private countCell(cell: number, { from, binMicros, bins }: Bins): Uint32Array | undefined {
    const { times, cellStarts } = this.sorted
    const start = lowerBound(times, cellStarts[cell], cellStarts[cell + 1], from)
    const end = lowerBound(times, start, cellStarts[cell + 1], from + bins * binMicros)
    if (start === end) return undefined
    const line = new Uint32Array(bins)
    if (end - start < bins * MANY_A_BIN) {
      for (let at = start; at < end; at++) line[Math.floor((times[at] - from) / binMicros)]++
      return line
    }
    for (let bin = 0, at = start; bin < bins && at < end; bin++) {
      const next = lowerBound(times, at, end, from + (bin + 1) * binMicros)
      line[bin] = next - at
      at = next
    }
    return line
  }
}

type Test = (id: number) => boolean

/** From so many a bin on, searching for the ends of bins is faster than looking at each. */
const MANY_A_BIN = 8

/** Place of the first of some ids, ascending, that begins at a time or after it. */
function firstFrom(ids: Int32Array, starts: Float64Array, time: Micros): number {
  let from = 0
  let to = ids.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (starts[ids[middle]] < time) from = middle + 1
    else to = middle
  }
  return from
}

function isAmong(ids: Int32Array, wanted: number): boolean {
  let from = 0
  let to = ids.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (ids[middle] < wanted) from = middle + 1
    else to = middle
  }
  return ids[from] === wanted
}

/** The first of `from` to `to` - 1 that is at least `limit`. */
function lowerBound(ascending: Float64Array, from: number, to: number, limit: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1
    if (ascending[middle] < limit) from = middle + 1
    else to = middle
  }
  return from
}

/** Each pair of ends that occurs is a group. */
function formGroups({ length, from, to }: Lasting) {
  const groups: Ends[] = []
  const groupOf = new Int32Array(length)
  const known: (Int32Array | undefined)[] = []
  let places = 0
  for (let id = 0; id < length; id++) places = Math.max(places, from[id] + 1, to[id] + 1)
  for (let id = 0; id < length; id++) {
    known[from[id]] ??= new Int32Array(places).fill(-1)
    const row = known[from[id]]!
    if (row[to[id]] < 0) row[to[id]] = groups.push({ from: from[id], to: to[id] }) - 1
    groupOf[id] = row[to[id]]
  }
  return { groups, groupOf }
}

function cellsOf({ length, classes }: Lasting, groupOf: Int32Array, classCount: number) {
  const cells = new Int32Array(length)
  for (let id = 0; id < length; id++) cells[id] = groupOf[id] * classCount + classes[id]
  return cells
}

function countCells(cells: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1)
  for (const cell of cells) starts[cell + 1]++
  for (let cell = 1; cell < starts.length; cell++) starts[cell] += starts[cell - 1]
  return starts
}

function sortTimes({ length, starts }: Lasting, cells: Int32Array, cellStarts: Int32Array) {
  const times = new Float64Array(length)
  const next = cellStarts.slice()
  for (let id = 0; id < length; id++) times[next[cells[id]]++] = starts[id]
  return times
}

function measureLengths({ length, starts, ends }: Lasting) {
  const endless: number[] = []
  let longest = 0
  for (let id = 0; id < length; id++) {
    if (ends[id] === NEVER) endless.push(id)
    else longest = Math.max(longest, ends[id] - starts[id])
  }
  return { longest, endless: Int32Array.from(endless) }
}

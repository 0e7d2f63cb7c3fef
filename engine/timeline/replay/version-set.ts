import { NO_OPERATION, type OperationId } from '../../trace/event.ts'

/** One value of a key on a node, as a read would find it. */
export interface VersionAt {
  /** The write that made it; of a merged value the one that came last. */
  readonly operation: OperationId
  /** The writes that went into a merged value; empty for one write's value. */
  readonly merged: readonly OperationId[]
}

/** What a node holds of a key after some change. */
export interface VersionSet {
  readonly versions: readonly VersionAt[]
  /** False where the trace leaves open which siblings a version replaced, and the most likely ones are taken. */
  readonly isCertain: boolean
  /** Before the change; a crash may take it back. */
  readonly before: VersionSet | undefined
}

export const NO_VERSIONS: VersionSet = { versions: [], isCertain: true, before: undefined }

const NOT_MERGED: readonly OperationId[] = []

/** The versions that are made of one write, each made once: sets of many siblings share them. */
export class PlainVersions {
  private readonly known: VersionAt[] = []

  readonly of = (operation: OperationId): VersionAt => {
    this.known[operation] ??= { operation, merged: NOT_MERGED }
    return this.known[operation]
  }
}

/** @param newest given where siblings are shown as one value: which of them names it */
export function versionSet(
  writes: readonly OperationId[],
  before: VersionSet,
  isCertain: boolean,
  plain: PlainVersions,
  newest: ((writes: readonly OperationId[]) => OperationId) | undefined,
): VersionSet {
  const isMerged = newest !== undefined && writes.length > 1
  const versions = isMerged ? [{ operation: newest(writes), merged: writes }] : writes.map(plain.of)
  return { versions, isCertain, before }
}

/** The writes behind a set. */
export const writesOf = ({ versions }: VersionSet): OperationId[] =>
  versions.flatMap(({ operation, merged }) => (merged.length > 0 ? merged : [operation]))

/** Versions that a node takes in at once, and what its events tell of those that were there. */
export interface Arrival {
  readonly added: readonly OperationId[]
  /** How many there are then; undefined where nothing says. */
  readonly count: number | undefined
  /** Some that were there and stay. */
  readonly kept: readonly OperationId[]
  /** Whether nothing else stays. */
  readonly areAllKept: boolean
}

/**
 * Which of the writes that were there stay beside those that came. One write may stand there twice, when its client asked twice: no event tells of the two of them.
 */
export function survivors(
  present: readonly OperationId[],
  arrival: Arrival,
  knows: (write: OperationId, other: OperationId) => boolean,
): { readonly writes: readonly OperationId[]; readonly isCertain: boolean } {
  const { added, count, areAllKept } = arrival
  const left = count === undefined ? undefined : count - added.length
  if (present.length === 0 || left === 0) return { writes: [], isCertain: true }
  if (left === present.length) return { writes: present, isCertain: true }
  const ranks = rankAll(present, arrival, knows)
  const isChosen = (rank: number) => (areAllKept ? rank <= Rank.double : rank <= Rank.likely)
  const chosen = present.filter((_, at) => isChosen(ranks[at]))
  if (left === undefined) return { writes: chosen, isCertain: areAllKept }
  if (left === chosen.length) return { writes: chosen, isCertain: true }
  const byRank = [...present.keys()].sort((a, b) => ranks[a] - ranks[b] || present[b] - present[a])
  const best = new Set(byRank.slice(0, left))
  const isCertain = areAllKept && byRank.slice(0, left).every((at) => ranks[at] <= Rank.double)
  return { writes: present.filter((_, at) => best.has(at)), isCertain }
}

/** How sure it is that a write stays: its events say so; it is the other version of one that came; its author was not known to those that came; or none of these. */
const Rank = { told: 0, double: 1, likely: 2, unlikely: 3 } as const

function rankAll(
  present: readonly OperationId[],
  { added, kept }: Arrival,
  knows: (write: OperationId, other: OperationId) => boolean,
): number[] {
  const told = [...kept]
  return present.map((write) => {
    const at = told.indexOf(write)
    if (at >= 0) {
      told.splice(at, 1)
      return Rank.told
    }
    if (added.includes(write)) return Rank.double
    const isKnown = added.some((one) => one !== NO_OPERATION && knows(one, write))
    return isKnown ? Rank.unlikely : Rank.likely
  })
}

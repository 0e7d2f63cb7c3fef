/** One event of one node: its `counter`-th. Counters of a node count from 1 and only grow. */
export interface Dot {
  readonly node: number
  readonly counter: number
}

/**
 * A version vector: for each node the events of it that are known, as the counter up to which they are.
 *
 * Flat pairs `node, counter, node, counter, …`, immutable and shared by reference.
 * Invariants: (1) nodes ascend, each once; (2) counters are 1 or more: a node of which nothing is known is absent. So two vectors are equal
 * exactly when their numbers are.
 * Source: Parker et al., "Detection of Mutual Inconsistency in Distributed Systems", IEEE TSE 9 (1983).
 */
export type VersionVector = readonly number[]

/** How the left of two vectors stands to the right: `before` knows less, `after` more, `concurrent` each something else. */
export type Causality = 'equal' | 'before' | 'after' | 'concurrent'

export const EMPTY_VECTOR: VersionVector = []

/** The counter up to which a node's events are known, 0 for none. */
export function counterOf(vector: VersionVector, node: number): number {
  for (let at = 0; at < vector.length; at += 2) {
    if (vector[at] === node) return vector[at + 1]
  }
  return 0
}

/** Whether the vector knows of the event. */
export function covers(vector: VersionVector, dot: Dot): boolean {
  return counterOf(vector, dot.node) >= dot.counter
}

/** The vector that knows of the node's next event as well. */
export function increment(vector: VersionVector, node: number): VersionVector {
  return raise(vector, node, counterOf(vector, node) + 1)
}

/** The vector that knows of the node's events up to `counter` as well; the same one when it did already. */
export function raise(vector: VersionVector, node: number, counter: number): VersionVector {
  let at = 0
  while (at < vector.length && vector[at] < node) at += 2
  if (vector[at] !== node) {
    return counter > 0 ? [...vector.slice(0, at), node, counter, ...vector.slice(at)] : vector
  }
  if (vector[at + 1] >= counter) return vector
  const raised = vector.slice()
  raised[at + 1] = counter
  return raised
}

export function compare(a: VersionVector, b: VersionVector): Causality {
  if (a === b) return 'equal'
  const isLeftAhead = knowsMore(a, b)
  const isRightAhead = knowsMore(b, a)
  if (isLeftAhead) return isRightAhead ? 'concurrent' : 'after'
  return isRightAhead ? 'before' : 'equal'
}

/** The vector that knows what either knows (their least upper bound); one of the two when it knows it all. */
export function merge(a: VersionVector, b: VersionVector): VersionVector {
  if (a === b || !knowsMore(b, a)) return a
  if (!knowsMore(a, b)) return b
  const merged: number[] = []
  let left = 0
  let right = 0
  while (left < a.length || right < b.length) {
    const isLeft = right >= b.length || a[left] <= b[right]
    const isRight = left >= a.length || b[right] <= a[left]
    const node = isLeft ? a[left] : b[right]
    merged.push(node, Math.max(isLeft ? a[left + 1] : 0, isRight ? b[right + 1] : 0))
    if (isLeft) left += 2
    if (isRight) right += 2
  }
  return merged
}

/** One text a vector, for hashing and showing: `n1:3 n2:1`; node 0 is n1 unless `nameOf` says otherwise. */
export function formatVector(
  vector: VersionVector,
  nameOf: (node: number) => string = (node) => `n${node + 1}`,
): string {
  const parts: string[] = []
  for (let at = 0; at < vector.length; at += 2)
    parts.push(`${nameOf(vector[at])}:${vector[at + 1]}`)
  return parts.join(' ')
}

/** Whether `a` knows an event that `b` does not. */
function knowsMore(a: VersionVector, b: VersionVector): boolean {
  let right = 0
  for (let left = 0; left < a.length; left += 2) {
    while (right < b.length && b[right] < a[left]) right += 2
    if (b[right] !== a[left] || b[right + 1] < a[left + 1]) return true
  }
  return false
}

/**
 * The versions of one key that a replica keeps: those that no other known version was built on. A version carries its own dot.
 *
 * Invariants: (1) `clock` covers the dot of every version that this replica has seen, kept or superseded; so a version whose dot is covered and
 * which is not here has been superseded; (2) no two siblings have one dot; (3) siblings are in order of dot, so equal sets are equal arrays.
 * A set travels whole, or version by version in each node's order of counters: a clock that covered a dot before its version came would drop it.
 * Source: Preguiça et al., "Dotted Version Vectors", arXiv:1011.5808 (2010).
 */
export interface SiblingSet<Version extends Dot> {
  readonly clock: VersionVector
  readonly siblings: readonly Version[]
}

export const NO_SIBLINGS: SiblingSet<never> = { clock: EMPTY_VECTOR, siblings: [] }

/**
 * Adds a version that was built on what `context` covers: exactly the siblings with a covered dot go.
 * @param version one whose dot the set's clock does not cover
 */
export function write<Version extends Dot>(
  set: SiblingSet<Version>,
  context: VersionVector,
  version: Version,
): SiblingSet<Version> {
  const clock = raise(merge(set.clock, context), version.node, version.counter)
  return { clock, siblings: insert(survivors(set.siblings, context), version) }
}

/** The siblings that a write with this context leaves; the same array when it leaves all. */
export function survivors<Version extends Dot>(
  siblings: readonly Version[],
  context: VersionVector,
): readonly Version[] {
  let uncovered = 0
  while (uncovered < siblings.length && !covers(context, siblings[uncovered])) uncovered++
  if (uncovered === siblings.length) return siblings
  return siblings.filter((sibling) => !covers(context, sibling))
}

/** What two replicas know together: a sibling goes exactly when the other side has seen it and no longer keeps it. */
export function join<Version extends Dot>(
  a: SiblingSet<Version>,
  b: SiblingSet<Version>,
): SiblingSet<Version> {
  if (a === b) return a
  let siblings = a.siblings.filter((sibling) => !covers(b.clock, sibling) || has(b, sibling))
  for (const sibling of b.siblings) {
    if (!covers(a.clock, sibling)) siblings = insert(siblings, sibling)
  }
  return { clock: merge(a.clock, b.clock), siblings }
}

function has<Version extends Dot>(set: SiblingSet<Version>, dot: Dot): boolean {
  return set.siblings.some(({ node, counter }) => node === dot.node && counter === dot.counter)
}

function insert<Version extends Dot>(siblings: readonly Version[], version: Version): Version[] {
  if (siblings.length === 0) return [version]
  let at = siblings.length
  while (at > 0 && isBefore(version, siblings[at - 1])) at--
  return [...siblings.slice(0, at), version, ...siblings.slice(at)]
}

const isBefore = (a: Dot, b: Dot): boolean =>
  a.node < b.node || (a.node === b.node && a.counter < b.counter)

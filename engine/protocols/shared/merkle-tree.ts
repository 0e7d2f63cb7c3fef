/** Children of every inner place. */
export const MERKLE_FAN_OUT = 16
/** Levels below the root: 256 leaves. */
export const MERKLE_DEPTH = 2
export const MERKLE_LEAVES = MERKLE_FAN_OUT ** MERKLE_DEPTH

/**
 * A hash tree over a set of (key, hash of contents): two replicas find the keys on which they differ by comparing hashes from the root down.
 * Source: Merkle (1987); its use between replicas as in "Dynamo", section 4.7.
 *
 * Level 0 is the root; place p of level l has the children 16 p … 16 p + 15 of level l + 1. A leaf's hash does not depend on the order of its keys.
 */
export class MerkleTree {
  private readonly levels: readonly Uint32Array[]

  constructor(entries: Iterable<readonly [key: number, hash: number]>) {
    const leaves = new Uint32Array(MERKLE_LEAVES)
    for (const [key, hash] of entries) leaves[leafOf(key)] ^= scatter(hash ^ scatter(key + 1))
    this.levels = buildLevels(leaves)
  }

  hash(level: number, place: number): number {
    return this.levels[level][place]
  }
}

/** The leaf under which a key stands. */
export const leafOf = (key: number): number => scatter(key) % MERKLE_LEAVES

export const childrenOf = (place: number): number[] =>
  Array.from({ length: MERKLE_FAN_OUT }, (_, child) => place * MERKLE_FAN_OUT + child)

function buildLevels(leaves: Uint32Array): Uint32Array[] {
  const levels = [leaves]
  while (levels[0].length > 1) levels.unshift(parentsOf(levels[0]))
  return levels
}

function parentsOf(children: Uint32Array): Uint32Array {
  const parents = new Uint32Array(children.length / MERKLE_FAN_OUT)
  for (let child = 0; child < children.length; child++) {
    const parent = Math.floor(child / MERKLE_FAN_OUT)
    parents[parent] = scatter(parents[parent] ^ children[child])
  }
  return parents
}

function scatter(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b)
  return (word ^ (word >>> 16)) >>> 0
}

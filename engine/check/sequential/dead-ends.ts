/** Vectors of one length that were found to lead nowhere. Exact: the hash only finds the place. */
export class DeadEnds {
  private readonly places = new Map<number, Int32Array[]>()

  has(vector: Int32Array): boolean {
    const same = this.places.get(hashOf(vector))
    return same?.some((one) => isEqual(one, vector)) ?? false
  }

  add(vector: Int32Array): void {
    const hash = hashOf(vector)
    const same = this.places.get(hash)
    if (same === undefined) this.places.set(hash, [vector.slice()])
    else same.push(vector.slice())
  }
}

function hashOf(vector: Int32Array): number {
  let hash = 0
  for (let index = 0; index < vector.length; index++) {
    hash = Math.imul(hash ^ vector[index], 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}

function isEqual(one: Int32Array, other: Int32Array): boolean {
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false
  return true
}

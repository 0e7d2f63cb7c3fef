/** Where a search is. */
export interface Situation {
  readonly hash: number
  readonly state: number
  /** The state before the operation of unknown outcome that was used last and is not settled yet, and its place; -1 for none. */
  readonly owedState: number
  readonly owedPlace: number
  /** The operations of known outcome that are in order, a bit each; only the words from `from` to before `to` say something. */
  readonly done: Int32Array
  readonly from: number
  readonly to: number
  /** The operations of unknown outcome that were used, a bit each. */
  readonly spent: Int32Array
}

/**
 * The situations that a search has met. Each stands with the operations of unknown outcome that had been used: with more of these spent, the same
 * situation is no better. Exact: the hash only finds the place.
 */
export class Visited {
  private table = new Int32Array(1024)
  /** All entries, one after the other: the next of the same place, the head, the words of `spent`, the words of `done`. */
  private pool = new Int32Array(8192)
  private poolLength = 1
  private entries = 0

  /** Remembers a situation. False when one was known that is as good. */
  add(situation: Situation): boolean {
    const place = situation.hash & (this.table.length - 1)
    for (let entry = this.table[place]; entry !== 0; entry = this.pool[entry]) {
      if (this.isSame(entry, situation) && this.isWithin(entry, situation.spent)) return false
    }
    this.append(place, situation)
    return true
  }

  private isSame(entry: number, situation: Situation): boolean {
    const { pool } = this
    const { hash, state, owedState, owedPlace, done, from, to, spent } = situation
    if (pool[entry + 1] !== hash || pool[entry + 2] !== state) return false
    if (pool[entry + 3] !== owedState || pool[entry + 4] !== owedPlace) return false
    if (pool[entry + 5] !== from || pool[entry + 6] !== to) return false
    const start = entry + HEAD + spent.length - from
    for (let word = from; word < to; word++) if (pool[start + word] !== done[word]) return false
    return true
  }

  /** Whether all that the entry had spent is spent now. */
  private isWithin(entry: number, spent: Int32Array): boolean {
    for (let word = 0; word < spent.length; word++) {
      if ((this.pool[entry + HEAD + word] & ~spent[word]) !== 0) return false
    }
    return true
  }

  private append(place: number, situation: Situation): void {
    const { hash, state, owedState, owedPlace, done, from, to, spent } = situation
    const size = HEAD + spent.length + to - from
    while (this.poolLength + size > this.pool.length) this.pool = doubled(this.pool)
    const { pool, poolLength: entry } = this
    pool[entry] = this.table[place]
    pool[entry + 1] = hash
    pool[entry + 2] = state
    pool[entry + 3] = owedState
    pool[entry + 4] = owedPlace
    pool[entry + 5] = from
    pool[entry + 6] = to
    pool.set(spent, entry + HEAD)
    const start = entry + HEAD + spent.length - from
    for (let word = from; word < to; word++) pool[start + word] = done[word]
    this.table[place] = entry
    this.poolLength += size
    if (++this.entries > this.table.length) this.spread()
  }

  private spread(): void {
    const table = new Int32Array(this.table.length * 4)
    for (let place = 0; place < this.table.length; place++) {
      for (let entry = this.table[place]; entry !== 0; ) {
        const next = this.pool[entry]
        const target = this.pool[entry + 1] & (table.length - 1)
        this.pool[entry] = table[target]
        table[target] = entry
        entry = next
      }
    }
    this.table = table
  }
}

const HEAD = 7

function doubled(pool: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(pool.length * 2)
  longer.set(pool)
  return longer
}

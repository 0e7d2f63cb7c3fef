import type { KeyId } from '../event.ts'
import type { History } from '../history.ts'

/** The operations of each key, in order of invocation. */
export class OperationsByKey {
  /** Keys 0 to `keys` - 1 were used. */
  readonly keys: number
  private readonly starts: Int32Array
  private readonly sorted: Int32Array

  constructor({ key, length }: History) {
    let keys = 0
    for (let id = 0; id < length; id++) if (key[id] >= keys) keys = key[id] + 1
    const starts = new Int32Array(keys + 2)
    for (let id = 0; id < length; id++) starts[key[id] + 2]++
    for (let at = 2; at < starts.length; at++) starts[at] += starts[at - 1]
    this.sorted = new Int32Array(length)
    // Here starts[key + 1] is where the key's next operation goes; when all are placed it is where the next key begins.
    for (let id = 0; id < length; id++) this.sorted[starts[key[id] + 1]++] = id
    this.keys = keys
    this.starts = starts
  }

  of(key: KeyId): Int32Array {
    return this.sorted.subarray(this.starts[key], this.starts[key + 1])
  }
}

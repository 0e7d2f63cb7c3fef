import type { KeyId, OperationId } from '../../trace/event.ts'
import type { RegisterHistory } from '../register-history.ts'
import { type Lanes, NO_LANE } from './lanes.ts'

/** The operations of each key that have lanes, by lane and then by place. */
export class LanesByKey {
  /** Keys 0 to `keys` - 1 were used. */
  readonly keys: number
  private readonly starts: Int32Array
  private readonly sorted: Int32Array

  constructor({ key, length }: RegisterHistory, lanes: Lanes) {
    let keys = 0
    for (let id = 0; id < length; id++) if (key[id] >= keys) keys = key[id] + 1
    const starts = new Int32Array(keys + 2)
    for (let id = 0; id < length; id++) if (lanes.lane[id] !== NO_LANE) starts[key[id] + 2]++
    for (let at = 2; at < starts.length; at++) starts[at] += starts[at - 1]
    this.sorted = new Int32Array(starts[keys + 1])
    // Here starts[key + 1] is where the key's next operation goes; when all are placed it is where the next key begins.
    lanes.each((id) => {
      this.sorted[starts[key[id] + 1]++] = id
    })
    this.keys = keys
    this.starts = starts
  }

  /** Visits all, key by key. */
  each(visit: (id: OperationId) => void): void {
    for (let at = 0; at < this.sorted.length; at++) visit(this.sorted[at])
  }

  of(key: KeyId): Int32Array {
    return this.sorted.subarray(this.starts[key], this.starts[key + 1])
  }
}

/** Neighbours in a list of operations: those of one lane. */
export interface Stretch {
  readonly lane: number
  readonly from: number
  readonly to: number
}

/** Splits operations that are sorted by lane. */
export function stretchesOf(operations: ArrayLike<OperationId>, { lane }: Lanes): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (let at = 1; at <= operations.length; at++) {
    if (at < operations.length && lane[operations[at]] === lane[operations[from]]) continue
    stretches.push({ lane: lane[operations[from]], from, to: at })
    from = at
  }
  return stretches
}

import type { KeyId, OperationId } from '../../trace/event.ts'
import type { RegisterHistory } from '../register-history.ts'
import { type Lanes, NO_LANE } from './lanes.ts'

/** The operations of each key that have lanes. */
export class LanesByKey {
  /** Keys 0 to `keys` - 1 were used. */
  readonly keys: number
  private readonly starts: Int32Array
  private readonly byLane: Int32Array
  private readonly byCall: Int32Array

  constructor({ key, length }: RegisterHistory, lanes: Lanes) {
    let keys = 0
    for (let id = 0; id < length; id++) if (key[id] >= keys) keys = key[id] + 1
    const starts = new Int32Array(keys + 1)
    for (let id = 0; id < length; id++) if (lanes.lane[id] !== NO_LANE) starts[key[id] + 1]++
    for (let at = 1; at < starts.length; at++) starts[at] += starts[at - 1]
    this.keys = keys
    this.starts = starts
    this.byLane = new Int32Array(starts[keys])
    this.byCall = new Int32Array(starts[keys])
    const nextByLane = starts.slice()
    lanes.each((id) => {
      this.byLane[nextByLane[key[id]]++] = id
    })
    const nextByCall = starts.slice()
    for (let id = 0; id < length; id++) {
      if (lanes.lane[id] !== NO_LANE) this.byCall[nextByCall[key[id]]++] = id
    }
  }

  /** Visits all, key by key; those of a key by lane and then by place. */
  each(visit: (id: OperationId) => void): void {
    for (let at = 0; at < this.byLane.length; at++) visit(this.byLane[at])
  }

  /** The operations of a key, by lane and then by place. */
  laneByLane(key: KeyId): Int32Array {
    return this.byLane.subarray(this.starts[key], this.starts[key + 1])
  }

  /** The operations of a key in order of call. */
  inOrder(key: KeyId): Int32Array {
    return this.byCall.subarray(this.starts[key], this.starts[key + 1])
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

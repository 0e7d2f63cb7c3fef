import { Effect, type RegisterHistory } from '../register-history.ts'
import { eventOrder } from './event-order.ts'
import { clusterOf, NO_CLUSTER, type Zones } from './zones.ts'

/** What shows that a history of registers is not linearizable. */
export type Trouble =
  /** A read gave what no register could: several values, one that nobody wrote, or one whose write was certainly not done. */
  | { readonly kind: 'impossible'; readonly read: number; readonly at: number }
  /** A read was over before the write that it saw was called. */
  | { readonly kind: 'future'; readonly read: number; readonly at: number }
  /** Each of two clusters would have to stand before the other. */
  | { readonly kind: 'crossed'; readonly one: number; readonly other: number; readonly at: number }

export interface Sweep {
  /** The first trouble by the position at which it shows; undefined: the history is linearizable. */
  readonly trouble: Trouble | undefined
  readonly hasReads: boolean
  /** Whether some read could have had an answer that fits no order. */
  readonly couldBreak: boolean
}

const NONE = -1

/**
 * Goes through calls and returns once. All is well when, for each key, no two forward zones overlap and no backward zone lies within a forward one
 * (Gibbons & Korach 1997): so one open forward zone a key is all that has to be remembered.
 */
export function sweep(history: RegisterHistory, zones: Zones): Sweep {
  const { length, effect, key, call, return: returned } = history
  const { firstReturn, lastCall } = zones
  const open = openAtFirst(length, lastCall)
  const chances = new Chances(open.length)
  const events = eventOrder(history)
  for (let index = 0; index < events.length; index++) {
    const event = events[index]
    const id = event < 0 ? ~event : event
    if (effect[id] === Effect.none) continue
    const cluster = clusterOf(history, id)
    if (event >= 0) {
      chances.called(effect[id], key[id])
      if (open[key[id]] === cluster && call[id] === lastCall[cluster]) open[key[id]] = NONE
      continue
    }
    chances.returned(effect[id], key[id])
    const at = returned[id]
    if (cluster === NO_CLUSTER) return chances.with({ kind: 'impossible', read: id, at })
    if (cluster < length && call[cluster] > at)
      return chances.with({ kind: 'future', read: id, at })
    if (at !== firstReturn[cluster]) continue
    const other = open[key[id]]
    const isForward = lastCall[cluster] > at
    if (other !== NONE && (isForward || firstReturn[other] < lastCall[cluster])) {
      return chances.with({ kind: 'crossed', one: other, other: cluster, at })
    }
    if (isForward) open[key[id]] = cluster
  }
  return chances.with(undefined)
}

/** By key, the cluster whose forward zone is open: at first that of what was there before, where a read saw it. */
function openAtFirst(length: number, lastCall: Int32Array): Int32Array {
  const open = new Int32Array(lastCall.length - length).fill(NONE)
  for (let key = 0; key < open.length; key++) {
    if (lastCall[length + key] >= 0) open[key] = length + key
  }
  return open
}

const UNTOUCHED = 0
const WRITE_CALLED = 1
/** A write is over, or a read is that could have seen one: a later read that sees what was before it fits no order. */
const SETTLED = 2

/** Whether a history could have broken the guarantee at all. */
class Chances {
  private hasReads = false
  private couldBreak = false
  private readonly stage: Uint8Array

  constructor(keys: number) {
    this.stage = new Uint8Array(keys)
  }

  called(effect: number, key: number): void {
    if (effect === Effect.write && this.stage[key] === UNTOUCHED) this.stage[key] = WRITE_CALLED
    if (effect === Effect.read && this.stage[key] === SETTLED) this.couldBreak = true
  }

  returned(effect: number, key: number): void {
    if (effect === Effect.read) this.hasReads = true
    if (this.stage[key] === WRITE_CALLED) this.stage[key] = SETTLED
  }

  with(trouble: Trouble | undefined): Sweep {
    return { trouble, hasReads: this.hasReads, couldBreak: this.couldBreak }
  }
}

import type { OperationId } from '../../trace/event.ts'
import { seenBy } from './lanes.ts'
import type { CausalOrder } from './order.ts'

/** How one operation comes to be after another: a read of one session that saw a write of another. */
interface Hop {
  readonly read: OperationId
  /** The write that it saw. */
  readonly seen: OperationId
  /** What came after the read in its session, or is the read. */
  readonly to: OperationId
}

/**
 * The shortest line of causes from a write to an operation that comes after it: who saw what of whom, and went on. The operations between the two, in order;
 * none where both are of one session.
 */
export function chainBetween(
  order: CausalOrder,
  from: OperationId,
  to: OperationId,
): OperationId[] {
  const hops = new Map<OperationId, Hop>()
  const scanned = new Map<number, number>()
  let front = [to]
  while (front.length > 0) {
    const next: OperationId[] = []
    for (const at of front) {
      if (isInSession(order, from, at)) return unroll(hops, from, at, to)
      for (const hop of hopsTo(order, from, at, scanned)) {
        if (hops.has(hop.seen)) continue
        hops.set(hop.seen, hop)
        if (hop.seen === from) return unroll(hops, from, from, to)
        next.push(hop.seen)
      }
    }
    front = next
  }
  return []
}

export function isInSession({ lanes }: CausalOrder, one: OperationId, other: OperationId): boolean {
  if (lanes.session[one] !== lanes.session[other]) return false
  return lanes.place[one] < lanes.before(other, lanes.lane[one])
}

/** The steps back from an operation over what it, or anything before it in its session, saw; only such as come after `from` or saw it. */
function* hopsTo(
  order: CausalOrder,
  from: OperationId,
  to: OperationId,
  scanned: Map<number, number>,
): Generator<Hop> {
  const { lanes, pasts } = order
  yield* hopsOver(order, from, to, to)
  for (const lane of lanes.ofSession[lanes.session[to]]) {
    const end = lanes.before(to, lane)
    const start = scanned.get(lane) ?? 0
    for (let place = end - 1; place >= start; place--) {
      const id = lanes.operation(lane, place)
      // What comes before a write that is not after `from` is not after it either.
      if (lanes.isWrite(id) && id !== from && !pasts.precedes(from, id)) break
      yield* hopsOver(order, from, id, to)
    }
    scanned.set(lane, Math.max(start, end))
  }
}

function* hopsOver(
  { history, pasts }: CausalOrder,
  from: OperationId,
  read: OperationId,
  to: OperationId,
): Generator<Hop> {
  for (const seen of seenBy(history, read)) {
    if (seen === from || pasts.precedes(from, seen)) yield { read, seen, to }
  }
}

function unroll(
  hops: ReadonlyMap<OperationId, Hop>,
  from: OperationId,
  start: OperationId,
  end: OperationId,
): OperationId[] {
  const between: OperationId[] = start === from || start === end ? [] : [start]
  let at = start
  while (at !== end) {
    const { read, to } = hops.get(at)!
    if (read !== to) between.push(read)
    if (to !== end) between.push(to)
    at = to
  }
  return between
}

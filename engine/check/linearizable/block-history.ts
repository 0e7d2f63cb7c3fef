import { NEVER_RETURNED } from '../observed-history.ts'
import { Effect, type RegisterHistory, Source } from '../register-history.ts'
import { type Blocks, FIRST_BLOCK, type KeyValueOperation, NO_BLOCK } from './blocks.ts'

/**
 * Blocks as clusters of one register: whatever belongs to another operation's block counts as a read of it. So the check of clusters
 * finds whether the blocks have an order.
 */
export function blockHistory(
  operations: readonly KeyValueOperation[],
  { block }: Blocks,
): RegisterHistory {
  const { length } = operations
  const none = new Int32Array(length)
  return {
    length,
    effect: Uint8Array.from(operations, (_, place) => effectOf(block[place], place)),
    process: none,
    key: none,
    call: Int32Array.from(operations, ({ call }) => call),
    return: Int32Array.from(operations, (one) => (one.isKnown ? one.return : NEVER_RETURNED)),
    source: Int32Array.from(block, (number) => (number === FIRST_BLOCK ? Source.initial : number)),
    invokedMicros: new Float64Array(0),
    returnedMicros: new Float64Array(0),
    sources: () => [],
    names: { process: String, key: String, value: String, time: String },
  }
}

function effectOf(block: number, place: number): Effect {
  if (block === NO_BLOCK) return Effect.none
  return block === place ? Effect.write : Effect.read
}

/** The places in each block, in the order within it: by level, an append before the gets that saw it. */
export function sequences(
  operations: readonly KeyValueOperation[],
  { block, level }: Blocks,
): number[][] {
  const blocks = new Map<number, number[]>()
  for (let place = 0; place < operations.length; place++) {
    if (block[place] === NO_BLOCK) continue
    const own = blocks.get(block[place])
    if (own === undefined) blocks.set(block[place], [place])
    else own.push(place)
  }
  const compare = byLevel(operations, level)
  return [...blocks.values()].map((own) => own.sort(compare))
}

/** The order within a block. */
export function byLevel(
  operations: readonly KeyValueOperation[],
  level: Int32Array,
): (a: number, b: number) => number {
  const rank = (place: number) =>
    2 * level[place] + Number(operations[place].input.action === 'get')
  return (a, b) => rank(a) - rank(b) || a - b
}

/** Whether the order within a block goes with time: nothing was over before something was called that comes before it. Gets of one text have no order. */
export function isTimely(
  sequence: readonly number[],
  { level }: Blocks,
  operations: readonly KeyValueOperation[],
): boolean {
  let latest = -1
  let ofLevel = -1
  let current = -1
  for (const place of sequence) {
    const { call, return: returned, isKnown, input } = operations[place]
    const isGet = input.action === 'get'
    if (!isGet || level[place] !== current) {
      latest = Math.max(latest, ofLevel)
      ofLevel = -1
      current = level[place]
    }
    if (isKnown && returned < latest) return false
    if (isGet) ofLevel = Math.max(ofLevel, call)
    else latest = Math.max(latest, call)
  }
  return true
}

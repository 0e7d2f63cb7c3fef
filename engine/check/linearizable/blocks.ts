import type { KeyValueInput, KeyValueOutput } from '../models/key-value.ts'
import type { ObservedOperation } from '../observed-history.ts'
import { Pieces } from './pieces.ts'

export type KeyValueOperation = ObservedOperation<KeyValueInput, KeyValueOutput>

/**
 * The history of one text as blocks: a put (or the empty text at first) with the appends to it that somebody saw, and the gets.
 *
 * 1. As each get tells all that was put and appended before it, the order within a block is known: by level. An append has the level of the texts that end
 *    with it; a get of such a text has it, too, and comes after.
 * 2. No other put or append comes between the operations of a block: so blocks stand in an order as clusters of registers do. Appends that nobody saw are blocks of
 *    their own.
 */
export interface Blocks {
  /** By operation: the number of its block; `NO_BLOCK` for gets without an answer. */
  readonly block: Int32Array
  /** By operation: its level in the block. */
  readonly level: Int32Array
}

export const NO_BLOCK = -2
/** The block of what was appended to the empty text at first. */
export const FIRST_BLOCK = -1

/**
 * Undefined where texts cannot be taken apart: because a put or append comes twice or is empty, or one begins with another.
 * `impossible`: a get told of what cannot have been: of what nobody wrote, or of another order than another get.
 */
export function blocksOf(
  operations: readonly KeyValueOperation[],
): Blocks | 'impossible' | undefined {
  const pieces = Pieces.of(operations)
  if (pieces === undefined) return undefined
  const block = Int32Array.from(operations, ({ input }, place) =>
    input.action === 'get' ? NO_BLOCK : place,
  )
  const level = new Int32Array(operations.length)
  const gets = operations.map((one, place) => ({ place, text: textOf(one) }))
  const answered = gets.filter((get): get is Get => get.text !== undefined)
  answered.sort((a, b) => a.text.length - b.text.length)
  const texts = new Map<number, Longest>()
  for (const get of answered) {
    if (!placeGet(get, pieces, texts, { block, level })) return 'impossible'
  }
  return { block, level }
}

interface Get {
  readonly place: number
  readonly text: string
}

/** The longest text of a block that was seen so far, and how many pieces it has. */
interface Longest {
  readonly text: string
  readonly level: number
}

function textOf({ input, output, isKnown }: KeyValueOperation): string | undefined {
  return input.action === 'get' && isKnown ? String(output) : undefined
}

/** Puts a get into its block, with the appends that it is the first to tell of; shorter texts came before. False where that cannot be. */
function placeGet(
  { place, text }: Get,
  pieces: Pieces,
  texts: Map<number, Longest>,
  { block, level }: Blocks,
): boolean {
  const first = text === '' ? undefined : pieces.at(text, 0)
  if (text !== '' && first === undefined) return false
  const isPut = first !== undefined && pieces.isPut(first)
  const number = isPut ? first : FIRST_BLOCK
  const start = isPut ? pieces.text(first) : ''
  const known = texts.get(number) ?? { text: start, level: 0 }
  if (!text.startsWith(known.text)) return false
  let at = known.text.length
  let height = known.level
  while (at < text.length) {
    const next = pieces.at(text, at)
    if (next === undefined || pieces.isPut(next) || block[next] !== next) return false
    block[next] = number
    level[next] = ++height
    at += pieces.text(next).length
  }
  block[place] = number
  level[place] = height
  texts.set(number, { text, level: height })
  return true
}

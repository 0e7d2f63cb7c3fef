import { OperationClass } from '../timeline.ts'
import type { Colour } from './colours.ts'
import type { Style } from './drawing.ts'
import type { GlyphName } from './glyphs.ts'

/** How operations of one class look: writes are filled, reads are outlined on a tint; what is not ok has a sign besides. */
export interface OperationStyle {
  readonly name: string
  readonly fill: Colour
  readonly edge: Colour
  readonly dash?: readonly [number, number]
  readonly glyph?: GlyphName
  /** Whether a client was given less than it was promised, or did not know what it overwrote: what a reader looks for. */
  readonly isBroken?: true
}

/** By `OperationClass`. */
export const OPERATION_STYLES: readonly OperationStyle[] = [
  { name: 'ok', fill: 'ok', edge: 'ok' },
  { name: 'failed', fill: 'failed', edge: 'failed', glyph: 'minus' },
  { name: 'unknown', fill: 'unknown', edge: 'unknown', dash: [4, 2], glyph: 'question' },
  { name: 'open', fill: 'open', edge: 'open', dash: [2, 2], glyph: 'play' },
  { name: 'stale', fill: 'staleFill', edge: 'stale', glyph: 'notch', isBroken: true },
  { name: 'lost', fill: 'lost', edge: 'lost', glyph: 'cross', isBroken: true },
  {
    name: 'conflicting',
    fill: 'conflictingFill',
    edge: 'conflicting',
    glyph: 'diamond',
    isBroken: true,
  },
]

/** All but what went well: drawn above it, and one by one as long as it can be told apart. */
export const isNotable = (ending: number): boolean => ending !== OperationClass.ok

/** Reads are tinted so that they step back behind writes; what may not have happened is less than what did. */
const READ_ALPHA = 0.3
const UNKNOWN_ALPHA = 0.5

export const READ = 0

/** What is read on a bar's own ground. */
export function wordsColour(ending: number, isRead: boolean): Colour {
  const { edge, fill } = OPERATION_STYLES[ending]
  if (isRead || fill !== edge || ending === OperationClass.unknown) return 'text'
  return 'surface'
}

/** A bar is its ground and its outline. */
export function barStyles(
  ending: number,
  action: number,
): { readonly ground: Style; readonly edge: Style } {
  const { fill, edge, dash } = OPERATION_STYLES[ending]
  const whole = ending === OperationClass.unknown ? UNKNOWN_ALPHA : 1
  return {
    ground: { fill, alpha: action === READ ? READ_ALPHA : whole },
    edge: { stroke: edge, dash },
  }
}

import { MessageFate } from '../timeline.ts'
import type { GlyphName } from './glyphs.ts'

/** What stands at the end of a message that did not arrive, by `MessageFate`. */
export const FATE_GLYPHS: readonly (GlyphName | undefined)[] = [
  undefined,
  undefined,
  'cross',
  'wall',
  'crossedRing',
]

/** In words, by `MessageFate`. */
export const FATE_NAMES: readonly string[] = [
  'delivered',
  'on its way at the end',
  'lost by the network',
  'kept back by a partition',
  'never seen, since the receiver was down',
]

/** Whether a message never arrived. */
export const isLost = (fate: number): boolean => fate >= MessageFate.lost

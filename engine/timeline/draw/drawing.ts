import type { Colour } from './colours.ts'
import { GLYPHS, type GlyphName } from './glyphs.ts'

/**
 * A picture as plain data: what is drawn, and where, in pixels from its upper left corner. Made by pure functions, put on a canvas or written as SVG by pens, and searched by tests.
 *
 * 1. Batches are drawn in their order; what is in one batch has one style, so that a pen sets it once.
 * 2. A batch says what its signs stand for (`what`), and where it matters which one each is (`ids`, in the same order).
 */
export interface Drawing {
  readonly width: number
  readonly height: number
  /** What the picture is of, for those who do not see it. */
  readonly title: string
  readonly description: string
  readonly batches: readonly Batch[]
}

export type Batch = Rectangles | Lines | Polylines | Glyphs | Texts

interface Signs {
  readonly what: string
  readonly style: Style
  readonly ids?: readonly number[]
}

/** Four numbers each: x, y, width, height. */
export interface Rectangles extends Signs {
  readonly shape: 'rectangles'
  readonly places: readonly number[]
}

/** Four numbers each: from x, y to x, y. */
export interface Lines extends Signs {
  readonly shape: 'lines'
  readonly places: readonly number[]
}

/** Corners of each: x, y, x, y… Filled where the style has a fill. */
export interface Polylines extends Signs {
  readonly shape: 'polylines'
  readonly lines: readonly (readonly number[])[]
}

/** Two numbers each: x and y of the middle. */
export interface Glyphs extends Signs {
  readonly shape: 'glyphs'
  readonly glyph: GlyphName
  /** Width and height in pixels. */
  readonly size: number
  readonly places: readonly number[]
}

export interface Texts extends Signs {
  readonly shape: 'texts'
  /** Height of the face in pixels. */
  readonly size: number
  readonly isBold?: boolean
  readonly anchor: 'start' | 'middle' | 'end'
  readonly texts: readonly PlacedText[]
}

export interface PlacedText {
  /** Where it is anchored. */
  readonly x: number
  /** The middle of its height. */
  readonly y: number
  readonly text: string
}

export interface Style {
  readonly fill?: Colour
  readonly stroke?: Colour
  /** Pixels; default 1. */
  readonly lineWidth?: number
  /** 0 to 1; default 1. */
  readonly alpha?: number
  /** Pixels on, off. */
  readonly dash?: readonly [on: number, off: number]
  /** Fills with signs in the colour of `fill` in place of a plain ground, so that states are told apart without colour. */
  readonly pattern?: PatternName
}

/** How a pen draws a batch: glyphs of lines alone are not filled. */
export function shownStyle(batch: Batch): Style {
  const isOpen = batch.shape === 'glyphs' && !GLYPHS[batch.glyph].isFilled
  return isOpen ? { ...batch.style, fill: undefined } : batch.style
}

/** Slanted lines, upright bars, both slants crossed, dots. */
export type PatternName = 'hatch' | 'bars' | 'cross' | 'dots'

export const PATTERN_NAMES: readonly PatternName[] = ['hatch', 'bars', 'cross', 'dots']

/** A pattern repeats after so many pixels in both directions. */
export const PATTERN_SIZE = 6

/** Lines of one tile of a pattern: from x, y to x, y. They meet those of the next tile. */
export const PATTERN_LINES: Readonly<Record<PatternName, readonly (readonly number[])[]>> = {
  hatch: [
    [-1, 1, 1, -1],
    [0, 6, 6, 0],
    [5, 7, 7, 5],
  ],
  bars: [[3, 0, 3, 6]],
  cross: [
    [0, 0, 6, 6],
    [0, 6, 6, 0],
  ],
  dots: [
    [1, 1.5, 2.5, 1.5],
    [4, 4.5, 5.5, 4.5],
  ],
}

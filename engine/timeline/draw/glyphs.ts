/**
 * Small signs as lines within a square from -1 to 1. A pen scales them; those that are filled have closed outlines.
 */
export interface Glyph {
  readonly isFilled: boolean
  /** Corners: x, y, x, y… */
  readonly lines: readonly (readonly number[])[]
}

/** Corners of a circle that is drawn by straight lines. */
const ROUND = [
  1, 0, 0.866, 0.5, 0.5, 0.866, 0, 1, -0.5, 0.866, -0.866, 0.5, -1, 0, -0.866, -0.5, -0.5, -0.866,
  0, -1, 0.5, -0.866, 0.866, -0.5, 1, 0,
]

export const GLYPHS = {
  cross: {
    isFilled: false,
    lines: [
      [-0.8, -0.8, 0.8, 0.8],
      [-0.8, 0.8, 0.8, -0.8],
    ],
  },
  /** A wall: what a partition kept back. */
  wall: {
    isFilled: false,
    lines: [
      [-1, -0.35, 1, -0.35],
      [-1, 0.35, 1, 0.35],
    ],
  },
  ring: { isFilled: false, lines: [ROUND] },
  disc: { isFilled: true, lines: [ROUND] },
  crossedRing: { isFilled: false, lines: [ROUND, [-0.7, -0.7, 0.7, 0.7], [-0.7, 0.7, 0.7, -0.7]] },
  square: { isFilled: false, lines: [[-0.8, -0.8, 0.8, -0.8, 0.8, 0.8, -0.8, 0.8, -0.8, -0.8]] },
  crown: {
    isFilled: true,
    lines: [[-1, 0.8, -1, -0.7, -0.45, 0, 0, -0.9, 0.45, 0, 1, -0.7, 1, 0.8, -1, 0.8]],
  },
  diamond: { isFilled: true, lines: [[0, -1, 1, 0, 0, 1, -1, 0, 0, -1]] },
  twins: {
    isFilled: true,
    lines: [
      [-0.5, -0.8, 0, 0, -0.5, 0.8, -1, 0, -0.5, -0.8],
      [0.5, -0.8, 1, 0, 0.5, 0.8, 0, 0, 0.5, -0.8],
    ],
  },
  up: { isFilled: true, lines: [[0, -0.9, 1, 0.8, -1, 0.8, 0, -0.9]] },
  downward: { isFilled: true, lines: [[0, 0.9, 1, -0.8, -1, -0.8, 0, 0.9]] },
  plus: {
    isFilled: false,
    lines: [
      [-0.9, 0, 0.9, 0],
      [0, -0.9, 0, 0.9],
    ],
  },
  minus: { isFilled: false, lines: [[-0.9, 0, 0.9, 0]] },
  pause: {
    isFilled: false,
    lines: [
      [-0.45, -0.8, -0.45, 0.8],
      [0.45, -0.8, 0.45, 0.8],
    ],
  },
  play: { isFilled: true, lines: [[-0.7, -0.9, 0.9, 0, -0.7, 0.9, -0.7, -0.9]] },
  /** What is cut off at its end. */
  scissors: {
    isFilled: false,
    lines: [
      [-0.9, -0.8, 0.9, 0.8],
      [-0.9, 0.8, 0.9, -0.8],
      [-0.9, -0.8, -0.9, 0.8],
    ],
  },
  envelope: {
    isFilled: false,
    lines: [[-1, -0.7, 1, -0.7, 1, 0.7, -1, 0.7, -1, -0.7, 0, 0.1, 1, -0.7]],
  },
  flag: { isFilled: true, lines: [[-0.8, -1, 0.9, -0.4, -0.8, 0.2, -0.8, 1, -0.8, -1]] },
  clock: { isFilled: false, lines: [ROUND, [0, -0.6, 0, 0, 0.5, 0]] },
  /** A bite out of a bar's upper edge. */
  notch: { isFilled: true, lines: [[-1, -1, 1, -1, 0, 0.6, -1, -1]] },
  question: {
    isFilled: false,
    lines: [
      [-0.6, -0.5, -0.35, -0.9, 0.3, -0.9, 0.6, -0.5, 0.45, -0.1, 0, 0.15, 0, 0.45],
      [0, 0.75, 0, 0.95],
    ],
  },
} as const satisfies Record<string, Glyph>

export type GlyphName = keyof typeof GLYPHS

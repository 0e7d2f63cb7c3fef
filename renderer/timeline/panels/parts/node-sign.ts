import {
  type Colour,
  GLYPHS,
  type GlyphName,
  kebabOf,
  stateStyle,
  stateWords,
} from '../../../../engine/timeline/draw/index.ts'
import type { NodeSpan } from '../../../../engine/timeline/index.ts'

/** What a node is at a moment, as a small sign: its role by shape and colour, what is wrong with it by a glyph. */
export interface NodeSign {
  /** An SVG path within a square from -1 to 1. */
  readonly outline: string
  readonly fill: string
  readonly edge: string
  /** Thickness of the outline in pixels. */
  readonly edgeWidth: number
  readonly dash: string | undefined
  /** On top; undefined where nothing is wrong. */
  readonly glyph:
    | { readonly path: string; readonly colour: string; readonly isFilled: boolean }
    | undefined
  /** Colour of what is written on it. */
  readonly text: string
  /** Role and health in words. */
  readonly words: string
}

const CIRCLE = 'M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z'
const SQUARE = 'M-.9 -.9H.9V.9H-.9Z'
const DIAMOND = 'M0 -1.15L1.15 0L0 1.15L-1.15 0Z'
const HEXAGON = 'M-.55 -.95H.55L1.1 0L.55 .95H-.55L-1.1 0Z'

/** Leaders are squares, whatever holds them back; those who would lead diamonds. */
const OUTLINES: Readonly<Record<NonNullable<NodeSpan['role']>, string>> = {
  leader: SQUARE,
  fenced: SQUARE,
  candidate: DIAMOND,
  controller: HEXAGON,
  follower: CIRCLE,
  replica: CIRCLE,
  diverged: CIRCLE,
}

const HEALTH_GLYPHS: Readonly<
  Record<NodeSpan['health'], { readonly glyph: GlyphName; readonly colour: Colour } | undefined>
> = {
  up: undefined,
  down: { glyph: 'cross', colour: 'down' },
  paused: { glyph: 'pause', colour: 'paused' },
  recovering: { glyph: 'up', colour: 'recovering' },
  'cut-off': { glyph: 'wall', colour: 'cutOff' },
}

export const colourVariable = (colour: Colour | undefined): string =>
  colour === undefined ? 'none' : `var(--${kebabOf(colour)})`

export function nodeSign(span: NodeSpan): NodeSign {
  const { ground, text } = stateStyle(span)
  const health = HEALTH_GLYPHS[span.health]
  return {
    outline: span.role === undefined ? CIRCLE : OUTLINES[span.role],
    fill: colourVariable(ground.fill),
    edge: colourVariable(ground.stroke),
    edgeWidth: span.health === 'up' ? (ground.lineWidth ?? 1) : 2,
    dash: ground.dash?.join(' '),
    glyph: health && {
      path: glyphPath(health.glyph),
      colour: colourVariable(health.colour),
      isFilled: GLYPHS[health.glyph].isFilled,
    },
    text: colourVariable(text),
    words: stateWords(span)[0] ?? 'up',
  }
}

/** A glyph as an SVG path within a square from -1 to 1. */
export const glyphPath = (glyph: GlyphName): string =>
  GLYPHS[glyph].lines.map((corners) => linePath(corners)).join('')

function linePath(corners: readonly number[]): string {
  const pairs: string[] = []
  for (let at = 0; at < corners.length; at += 2) pairs.push(`${corners[at]} ${corners[at + 1]}`)
  return `M${pairs.join('L')}`
}

import { describe, expect, it } from 'vitest'
import {
  barStyles,
  type Colour,
  kebabOf,
  OPERATION_STYLES,
  READ,
  stateStyle,
} from '../../../engine/timeline/draw/index.ts'
import { OperationClass } from '../../../engine/timeline/index.ts'
import { tokensOf } from './tokens.ts'

/**
 * The contrast of all that lies on each other in a timeline, by the Web Content Accessibility Guidelines 2.2: 4.5 to 1 for texts (1.4.3), 3 to 1 for signs that must be seen to
 * understand the picture (1.4.11). What is left out steps back on purpose and repeats what other signs say: grids, tints behind rows, grounds under words, messages of clients.
 */
const LEAST_TEXT = 4.5
const LEAST_SIGN = 3

/** A colour, or one that lies on another as a thin layer. */
type Paint = Colour | { readonly top: Colour; readonly alpha: number; readonly on: Paint }

const layer = (top: Colour, alpha: number, on: Paint = 'surface'): Paint => ({ top, alpha, on })

/** As the drawing has them. */
const READ_TINT = barStyles(OperationClass.ok, READ).ground.alpha!
const UNKNOWN_TINT = barStyles(OperationClass.unknown, 1).ground.alpha!
const PATTERN = stateStyle({ from: 0, to: 1, health: 'cut-off', role: 'follower', term: 1 }).cover!
  .alpha!

const TEXTS: readonly (readonly [text: Colour, ground: Paint])[] = [
  ['text', 'surface'],
  ['textQuiet', 'surface'],
  ['onLeader', 'leader'],
  ['text', 'follower'],
  ['text', 'candidate'],
  ['text', 'controller'],
  ['text', 'surfaceSunken'],
  ['down', 'surface'],
  ['text', layer('fault', 0.16, 'surfaceSunken')],
  ['text', 'staleFill'],
  ['text', 'conflictingFill'],
  ['text', layer('unknown', UNKNOWN_TINT)],
  ['surface', 'ok'],
  ['surface', 'failed'],
  ['surface', 'open'],
  ['surface', 'lost'],
  ['surface', 'accent'],
  ...OPERATION_STYLES.map(({ fill }) => ['text', layer(fill, READ_TINT)] as const),
]

const ON_SURFACE: readonly Colour[] = [
  'leader',
  'followerEdge',
  'candidateEdge',
  'down',
  'paused',
  'recovering',
  'cutOff',
  'ok',
  'failed',
  'unknown',
  'open',
  'stale',
  'lost',
  'conflicting',
  'message',
  'messageLost',
  'fault',
  'accent',
  'borderStrong',
]

const SIGNS: readonly (readonly [sign: Paint, ground: Paint])[] = [
  ...ON_SURFACE.map((sign) => [sign, 'surface'] as const),
  [layer('messageLost', 0.8), 'surface'],
  ['leader', 'follower'],
  ['conflicting', 'conflictingFill'],
  ['stale', 'staleFill'],
  ...OPERATION_STYLES.slice(1).map(({ edge, fill }) => [edge, layer(fill, READ_TINT)] as const),
  [layer('onLeader', PATTERN, 'leader'), 'leader'],
  [layer('cutOff', PATTERN, 'follower'), 'follower'],
  [layer('recovering', PATTERN, 'follower'), 'follower'],
  [layer('paused', PATTERN, 'follower'), 'follower'],
]

type Rgb = readonly [number, number, number]

const rgb = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb

function mixed(paint: Paint, colour: (name: Colour) => Rgb): Rgb {
  if (typeof paint === 'string') return colour(paint)
  const below = mixed(paint.on, colour)
  const top = colour(paint.top)
  return top.map((part, at) => part * paint.alpha + below[at] * (1 - paint.alpha)) as unknown as Rgb
}

/** Relative luminance. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const nameOf = (paint: Paint): string =>
  typeof paint === 'string' ? paint : `${paint.top} (${paint.alpha}) on ${nameOf(paint.on)}`

function tooWeak(
  theme: string,
  pairs: readonly (readonly [Paint, Paint])[],
  least: number,
): string[] {
  const tokens = tokensOf(theme)
  const colour = (name: Colour) => rgb(tokens.get(kebabOf(name))!)
  return pairs.flatMap(([top, ground]) => {
    const ratio = contrast(mixed(top, colour), mixed(ground, colour))
    return ratio >= least ? [] : [`${nameOf(top)} on ${nameOf(ground)}: ${ratio.toFixed(2)}`]
  })
}

describe.each(['light', 'dark', 'high-contrast'])('contrast in the %s theme', (theme) => {
  it('lets every text of a timeline be read on its ground', () => {
    expect(tooWeak(theme, TEXTS, LEAST_TEXT)).toEqual([])
  })

  it('lets every sign of a timeline be seen on its ground', () => {
    expect(tooWeak(theme, SIGNS, LEAST_SIGN)).toEqual([])
  })
})

it('measures what the guidelines measure', () => {
  expect(contrast(rgb('#000000'), rgb('#ffffff'))).toBeCloseTo(21)
  expect(contrast(rgb('#767676'), rgb('#ffffff'))).toBeCloseTo(4.54, 2)
})

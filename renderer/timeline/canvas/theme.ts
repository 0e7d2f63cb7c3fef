import { COLOUR_NAMES, COLOURS, type Colour, kebabOf } from '../../../engine/timeline/draw/index.ts'
import type { Theme } from './paint.ts'

/** The colours of timelines as the page shows them now: the design's tokens of the same names. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element)
  const token = (name: Colour) =>
    style.getPropertyValue(`--${kebabOf(name)}`).trim() || COLOURS[name].light
  const colours = Object.fromEntries(COLOUR_NAMES.map((name) => [name, token(name)]))
  return { colours: colours as Record<Colour, string>, face: style.fontFamily }
}

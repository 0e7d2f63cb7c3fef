import { escapeHtml } from '../../trace/table-html.ts'
import { visibleText } from '../../trace/visible-text.ts'
import { COLOURS, type Colour, kebabOf } from './colours.ts'
import {
  type Batch,
  type Drawing,
  type Glyphs,
  PATTERN_LINES,
  PATTERN_SIZE,
  type PatternName,
  type Style,
  shownStyle,
} from './drawing.ts'
import { GLYPHS } from './glyphs.ts'
import { PathText } from './svg-path.ts'

/** Faces that systems have, since a picture brings none. */
const FACES = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
const CLASS_PREFIX = 'rl-'

/**
 * The picture as text: complete in itself, without scripts and without anything from elsewhere, light or dark as its reader's system is. Where stylesheets are taken out of it, it is light
 * on a light ground.
 */
export function toSvg(drawing: Drawing): string {
  const { width, height, title, description, batches } = drawing
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="${FACES}">`,
    `<title>${escapeHtml(visibleText(title))}</title>`,
    `<desc>${escapeHtml(visibleText(description))}</desc>`,
    `<style>${darkRules(batches)}</style>`,
    definitions(batches),
    `<rect width="${width}" height="${height}" ${paintOf('fill', 'surface')}/>`,
    ...batches.map(group),
    '</svg>',
    '',
  ].join('\n')
}

const fillClass = (colour: Colour) => `${CLASS_PREFIX}f-${kebabOf(colour)}`
const strokeClass = (colour: Colour) => `${CLASS_PREFIX}s-${kebabOf(colour)}`

/** A fill or stroke for light grounds, and the class by which it becomes dark. */
const paintOf = (property: 'fill' | 'stroke', colour: Colour): string =>
  `${property}="${COLOURS[colour].light}" class="${property === 'fill' ? fillClass(colour) : strokeClass(colour)}"`

function darkRules(batches: readonly Batch[]): string {
  const fills = new Set<Colour>(['surface'])
  const strokes = new Set<Colour>()
  for (const style of batches.map(penOf)) {
    if (style.fill) (style.pattern ? strokes : fills).add(style.fill)
    if (style.stroke) strokes.add(style.stroke)
  }
  const rules = [
    ...[...fills].map((colour) => `.${fillClass(colour)}{fill:${COLOURS[colour].dark}}`),
    ...[...strokes].map((colour) => `.${strokeClass(colour)}{stroke:${COLOURS[colour].dark}}`),
  ]
  return `@media (prefers-color-scheme:dark){${rules.join('')}}`
}

const patternId = (pattern: PatternName, colour: Colour) =>
  `${CLASS_PREFIX}${pattern}-${kebabOf(colour)}`

function definitions(batches: readonly Batch[]): string {
  const patterns = new Map<string, string>()
  for (const { pattern, fill } of batches.map(({ style }) => style)) {
    if (pattern && fill) patterns.set(patternId(pattern, fill), patternOf(pattern, fill))
  }
  return patterns.size === 0 ? '' : `<defs>${[...patterns.values()].join('')}</defs>`
}

function patternOf(pattern: PatternName, colour: Colour): string {
  const lines = PATTERN_LINES[pattern].map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`)
  return `<pattern id="${patternId(pattern, colour)}" width="${PATTERN_SIZE}" height="${PATTERN_SIZE}" patternUnits="userSpaceOnUse"><path d="${lines.join('')}" stroke-width="1.25" ${paintOf('stroke', colour)}/></pattern>`
}

/** A batch is a group, so that its style is written once. */
function group(batch: Batch): string {
  const round = isDot(batch) ? ' stroke-linecap="round"' : ''
  return `<g ${styleOf(penOf(batch))}${round}${letters(batch)}>${contentOf(batch)}</g>`
}

/** How texts stand at their places. */
const letters = (batch: Batch): string =>
  batch.shape === 'texts'
    ? ` font-size="${batch.size}" text-anchor="${batch.anchor}" dominant-baseline="central"${batch.isBold ? ' font-weight="600"' : ''}`
    : ''

function styleOf({ fill, stroke, lineWidth, alpha, dash, pattern }: Style): string {
  const classes = [
    ...(fill && !pattern ? [fillClass(fill)] : []),
    ...(stroke ? [strokeClass(stroke)] : []),
  ]
  return [
    `fill="${fill === undefined ? 'none' : pattern ? `url(#${patternId(pattern, fill)})` : COLOURS[fill].light}"`,
    stroke ? `stroke="${COLOURS[stroke].light}"` : '',
    stroke && lineWidth !== undefined && lineWidth !== 1 ? `stroke-width="${lineWidth}"` : '',
    stroke && dash ? `stroke-dasharray="${dash.join(' ')}"` : '',
    alpha !== undefined && alpha < 1 ? `opacity="${alpha}"` : '',
    classes.length > 0 ? `class="${classes.join(' ')}"` : '',
  ]
    .filter((attribute) => attribute !== '')
    .join(' ')
}

function contentOf(batch: Batch): string {
  if (batch.shape === 'texts') {
    return batch.texts
      .map(({ x, y, text }) => `<text x="${short(x)}" y="${short(y)}">${escapeHtml(text)}</text>`)
      .join('')
  }
  return `<path d="${pathOf(batch)}"/>`
}

/** One path for all signs of a batch: smaller than an element for each. */
function pathOf(batch: Exclude<Batch, { shape: 'texts' }>): PathText {
  const path = new PathText()
  switch (batch.shape) {
    case 'rectangles':
      eachPlace(batch.places, 4, (place) => addRectangle(path, batch.style, place))
      break
    case 'lines':
      eachPlace(batch.places, 4, (place) => path.line(place))
      break
    case 'polylines':
      for (const line of batch.lines) path.line(line)
      break
    case 'glyphs':
      eachPlace(batch.places, 2, ([x, y]) => addGlyph(path, batch, x, y))
  }
  return path
}

function eachPlace(
  places: readonly number[],
  size: number,
  add: (place: readonly number[]) => void,
): void {
  for (let at = 0; at < places.length; at += size) add(places.slice(at, at + size))
}

/** Outlines lie within their rectangle. */
function addRectangle(
  path: PathText,
  { stroke, lineWidth = 1 }: Style,
  [x, y, width, height]: readonly number[],
): void {
  const inset = stroke === undefined ? 0 : lineWidth / 2
  const less = (length: number) => Math.max(0, length - 2 * inset)
  path.rectangle(x + inset, y + inset, less(width), less(height))
}

function addGlyph(path: PathText, batch: Glyphs, x: number, y: number): void {
  if (isDot(batch)) {
    path.line([x, y, x, y])
    return
  }
  const half = batch.size / 2
  for (const line of GLYPHS[batch.glyph].lines) {
    path.line(line.map((corner, at) => (at % 2 === 0 ? x : y) + corner * half))
  }
}

/** A small disc, which a round pen draws by touching the ground: a tenth of the text. */
const isDot = (batch: Batch): boolean =>
  batch.shape === 'glyphs' && batch.glyph === 'disc' && batch.style.stroke === undefined

/** How a batch is drawn here. */
const penOf = (batch: Batch): Style =>
  batch.shape === 'glyphs' && isDot(batch)
    ? { ...batch.style, fill: undefined, stroke: batch.style.fill, lineWidth: batch.size }
    : shownStyle(batch)

const short = (pixels: number): number => Math.round(pixels * 10) / 10

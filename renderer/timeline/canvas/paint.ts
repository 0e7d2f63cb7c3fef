import {
  type Batch,
  type Colour,
  type Drawing,
  GLYPHS,
  PATTERN_LINES,
  PATTERN_SIZE,
  type PatternName,
  type Style,
  shownStyle,
} from '../../../engine/timeline/draw/index.ts'

/** The page's colours and face, as a canvas takes them. */
export interface Theme {
  readonly colours: Readonly<Record<Colour, string>>
  readonly face: string
}

/** Puts a drawing on a canvas whose unit is a pixel of the page: one path for each batch. */
export function paint(context: CanvasRenderingContext2D, drawing: Drawing, theme: Theme): void {
  context.fillStyle = theme.colours.surface
  context.fillRect(0, 0, drawing.width, drawing.height)
  paintBatches(context, drawing.batches, theme)
}

/** Puts signs on what is already there. */
export function paintBatches(
  context: CanvasRenderingContext2D,
  batches: readonly Batch[],
  theme: Theme,
): void {
  for (const batch of batches) {
    const style = shownStyle(batch)
    setStyle(context, style, theme)
    if (batch.shape === 'texts') writeTexts(context, batch, theme)
    else if (batch.shape === 'rectangles') paintRectangles(context, batch.places, style)
    else paintPath(context, batch, style)
  }
  context.globalAlpha = 1
  context.setLineDash([])
}

function setStyle(
  context: CanvasRenderingContext2D,
  { fill, stroke, lineWidth = 1, alpha = 1, dash, pattern }: Style,
  theme: Theme,
): void {
  context.globalAlpha = alpha
  context.lineWidth = lineWidth
  context.setLineDash(dash ? [...dash] : [])
  if (stroke) context.strokeStyle = theme.colours[stroke]
  if (fill)
    context.fillStyle = pattern ? tileOf(context, pattern, fill, theme) : theme.colours[fill]
}

/** Plain rectangles one by one, which canvases fill faster than a path of them; outlines lie within. */
function paintRectangles(
  context: CanvasRenderingContext2D,
  places: readonly number[],
  { fill, stroke, lineWidth = 1 }: Style,
): void {
  const inset = lineWidth / 2
  for (let at = 0; at < places.length; at += 4) {
    const [x, y, width, height] = [places[at], places[at + 1], places[at + 2], places[at + 3]]
    if (fill) context.fillRect(x, y, width, height)
    if (stroke) {
      context.strokeRect(
        x + inset,
        y + inset,
        Math.max(0, width - lineWidth),
        Math.max(0, height - lineWidth),
      )
    }
  }
}

function paintPath(
  context: CanvasRenderingContext2D,
  batch: Exclude<Batch, { shape: 'texts' | 'rectangles' }>,
  { fill, stroke }: Style,
): void {
  context.beginPath()
  trace(context, batch)
  if (fill) context.fill()
  if (stroke) context.stroke()
}

function trace(
  context: CanvasRenderingContext2D,
  batch: Exclude<Batch, { shape: 'texts' | 'rectangles' }>,
): void {
  if (batch.shape === 'polylines') {
    for (const line of batch.lines) tracePolyline(context, line, 0, 0, 1)
    return
  }
  const { places } = batch
  if (batch.shape === 'lines') {
    for (let at = 0; at < places.length; at += 4) {
      context.moveTo(places[at], places[at + 1])
      context.lineTo(places[at + 2], places[at + 3])
    }
    return
  }
  for (let at = 0; at < places.length; at += 2) {
    for (const line of GLYPHS[batch.glyph].lines) {
      tracePolyline(context, line, places[at], places[at + 1], batch.size / 2)
    }
  }
}

function tracePolyline(
  context: CanvasRenderingContext2D,
  line: readonly number[],
  x: number,
  y: number,
  scale: number,
): void {
  context.moveTo(x + line[0] * scale, y + line[1] * scale)
  for (let at = 2; at < line.length; at += 2) {
    context.lineTo(x + line[at] * scale, y + line[at + 1] * scale)
  }
}

function writeTexts(
  context: CanvasRenderingContext2D,
  { texts, size, isBold, anchor }: Extract<Batch, { shape: 'texts' }>,
  { face }: Theme,
): void {
  context.font = `${isBold ? '600 ' : ''}${size}px ${face}`
  context.textAlign = anchor === 'middle' ? 'center' : anchor
  context.textBaseline = 'middle'
  for (const { x, y, text } of texts) context.fillText(text, x, y + 0.5)
}

const tiles = new Map<string, CanvasPattern>()

/** A pattern as a tile, made once for each colour; twice as large as it is shown, so that it is sharp on dense screens. */
function tileOf(
  context: CanvasRenderingContext2D,
  pattern: PatternName,
  colour: Colour,
  { colours }: Theme,
): CanvasPattern {
  const key = `${pattern} ${colours[colour]}`
  const known = tiles.get(key)
  if (known !== undefined) return known
  const tile = context.createPattern(drawTile(pattern, colours[colour]), 'repeat')!
  tile.setTransform(new DOMMatrix().scale(1 / TILE_SCALE))
  tiles.set(key, tile)
  return tile
}

const TILE_SCALE = 2

function drawTile(pattern: PatternName, colour: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = PATTERN_SIZE * TILE_SCALE
  canvas.height = PATTERN_SIZE * TILE_SCALE
  const context = canvas.getContext('2d')!
  context.scale(TILE_SCALE, TILE_SCALE)
  context.strokeStyle = colour
  context.lineWidth = 1.25
  context.beginPath()
  for (const [x1, y1, x2, y2] of PATTERN_LINES[pattern]) {
    context.moveTo(x1, y1)
    context.lineTo(x2, y2)
  }
  context.stroke()
  return canvas
}

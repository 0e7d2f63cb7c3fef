import { visibleText } from '../../trace/visible-text.ts'
import type {
  Batch,
  Glyphs,
  Lines,
  PlacedText,
  Polylines,
  Rectangles,
  Style,
  Texts,
} from './drawing.ts'
import type { GlyphName } from './glyphs.ts'

/** Batches while signs are put into them. */

/** What every batch has: what its signs are, how they look, and whom each stands for. */
class Signs {
  readonly ids: number[] = []
  readonly what: string
  readonly style: Style

  constructor(what: string, style: Style) {
    this.what = what
    this.style = style
  }
}

export class RectangleBatch extends Signs implements Rectangles {
  readonly shape = 'rectangles'
  readonly places: number[] = []

  add(x: number, y: number, width: number, height: number, id: number): void {
    this.places.push(x, y, width, height)
    this.ids.push(id)
  }
}

export class LineBatch extends Signs implements Lines {
  readonly shape = 'lines'
  readonly places: number[] = []

  add(x1: number, y1: number, x2: number, y2: number, id: number): void {
    this.places.push(x1, y1, x2, y2)
    this.ids.push(id)
  }
}

export class PolylineBatch extends Signs implements Polylines {
  readonly shape = 'polylines'
  readonly lines: (readonly number[])[] = []

  add(line: readonly number[], id: number): void {
    this.lines.push(line)
    this.ids.push(id)
  }
}

export class GlyphBatch extends Signs implements Glyphs {
  readonly shape = 'glyphs'
  readonly places: number[] = []
  readonly glyph: GlyphName
  readonly size: number

  constructor(what: string, glyph: GlyphName, size: number, style: Style) {
    super(what, style)
    this.glyph = glyph
    this.size = size
  }

  add(x: number, y: number, id: number): void {
    this.places.push(x, y)
    this.ids.push(id)
  }
}

export class TextBatch extends Signs implements Texts {
  readonly shape = 'texts'
  readonly texts: PlacedText[] = []
  readonly size: number
  readonly anchor: Texts['anchor']
  readonly isBold: boolean

  constructor(
    what: string,
    style: Style,
    size: number,
    anchor: Texts['anchor'] = 'start',
    isBold = false,
  ) {
    super(what, style)
    this.size = size
    this.anchor = anchor
    this.isBold = isBold
  }

  add(x: number, y: number, text: string, id: number): void {
    this.texts.push({ x, y, text: visibleText(text) })
    this.ids.push(id)
  }
}

/** How far back a sign of the same row is looked for. */
const MOST_ROWS = 32

/** Adds a sign unless the last one in the same row is too near; they come row by row, or in order of time. */
export function addApart(batch: GlyphBatch, x: number, y: number, id: number): void {
  const { places, size } = batch
  for (let at = places.length - 2; at >= 0 && at >= places.length - 2 * MOST_ROWS; at -= 2) {
    if (places[at + 1] === y && Math.abs(x - places[at]) < size) return
  }
  batch.add(x, y, id)
}

/** How many signs a batch holds. */
export function countOf(batch: Batch): number {
  switch (batch.shape) {
    case 'rectangles':
    case 'lines':
      return batch.places.length / 4
    case 'glyphs':
      return batch.places.length / 2
    case 'polylines':
      return batch.lines.length
    case 'texts':
      return batch.texts.length
  }
}

export const withoutEmpty = (batches: readonly Batch[]): Batch[] =>
  batches.filter((batch) => countOf(batch) > 0)

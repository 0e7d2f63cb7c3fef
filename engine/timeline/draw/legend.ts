import { GlyphBatch, LineBatch, RectangleBatch, TextBatch, withoutEmpty } from './batches.ts'
import type { Batch, Drawing } from './drawing.ts'
import { type LegendEntry, legendOf } from './legend-entries.ts'
import { widthOf } from './text.ts'

const SIZE = 11
const LINE_HEIGHT = 18
const SAMPLE = 16
const GAP = 16
const MARGIN = 10

/** The picture with a legend below it, of what is in it and of nothing else. */
export function withLegend(drawing: Drawing): Drawing {
  const { batches, height } = drawLegend(legendOf(drawing), drawing.width, drawing.height)
  return { ...drawing, height, batches: [...drawing.batches, ...batches] }
}

/** Samples with their names, in as many lines as they take. */
export function drawLegend(
  entries: readonly LegendEntry[],
  width: number,
  top: number,
): { readonly batches: readonly Batch[]; readonly height: number } {
  const words = new TextBatch('legend', { fill: 'textQuiet' }, SIZE)
  const samples: Batch[] = []
  let x = MARGIN
  let y = top + LINE_HEIGHT / 2 + 2
  entries.forEach((entry, at) => {
    const wide = SAMPLE + 6 + widthOf(entry.name, SIZE)
    if (x > MARGIN && x + wide > width - MARGIN) {
      x = MARGIN
      y += LINE_HEIGHT
    }
    samples.push(...samplesAt(entry, x, y))
    words.add(x + SAMPLE + 6, y, entry.name, at)
    x += wide + GAP
  })
  const height = entries.length === 0 ? top : y + LINE_HEIGHT / 2 + 4
  return { batches: withoutEmpty([...samples, words]), height: Math.ceil(height) }
}

/** Signs of an entry on each other; a glyph that its own ground would hide stands beside it. */
function samplesAt({ samples }: LegendEntry, x: number, y: number): Batch[] {
  const ground = samples.find(({ shape }) => shape === 'rectangles')?.style
  return samples.map((sample) => {
    const isHidden =
      samples.some(({ shape, style }) => shape === 'glyphs' && style.stroke === ground?.fill) &&
      (ground?.alpha ?? 1) === 1
    if (!isHidden) return sampleAt(sample, x, y, SAMPLE)
    const isGlyph = sample.shape === 'glyphs'
    return sampleAt(sample, isGlyph ? x + SAMPLE / 2 : x, y, SAMPLE / 2)
  })
}

/** One sign of a batch's style. */
function sampleAt(sample: Batch, x: number, y: number, width: number): Batch {
  const what = 'legend'
  if (sample.shape === 'glyphs') {
    const glyph = new GlyphBatch(what, sample.glyph, 9, sample.style)
    glyph.add(x + width / 2, y, 0)
    return glyph
  }
  const isLine = sample.shape === 'lines' || (sample.shape === 'polylines' && !sample.style.fill)
  if (isLine) {
    const line = new LineBatch(what, sample.style)
    line.add(x, y + 4, x + width, y - 4, 0)
    return line
  }
  const rectangle = new RectangleBatch(what, sample.style)
  rectangle.add(x, y - 5, width, 10, 0)
  return rectangle
}

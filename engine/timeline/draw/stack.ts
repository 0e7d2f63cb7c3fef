import type { Batch, Drawing } from './drawing.ts'

/** Pictures below each other as one. @param gap pixels between two of them */
export function stackDrawings(
  drawings: readonly Drawing[],
  { title, description }: Pick<Drawing, 'title' | 'description'>,
  gap = 0,
): Drawing {
  const batches: Batch[] = []
  let height = 0
  let width = 0
  for (const drawing of drawings) {
    const top = height === 0 ? 0 : height + gap
    batches.push(...drawing.batches.map((batch) => moved(batch, top)))
    height = top + drawing.height
    width = Math.max(width, drawing.width)
  }
  return { width, height, title, description, batches }
}

/** The signs of a batch, further down. */
function moved(batch: Batch, down: number): Batch {
  switch (batch.shape) {
    case 'rectangles':
      return { ...batch, places: batch.places.map((at, n) => (n % 4 === 1 ? at + down : at)) }
    case 'lines':
    case 'glyphs':
      return { ...batch, places: movedPoints(batch.places, down) }
    case 'polylines':
      return { ...batch, lines: batch.lines.map((line) => movedPoints(line, down)) }
    case 'texts':
      return { ...batch, texts: batch.texts.map((text) => ({ ...text, y: text.y + down })) }
  }
}

const movedPoints = (points: readonly number[], down: number): number[] =>
  points.map((at, n) => (n % 2 === 1 ? at + down : at))

import { TextBatch, withoutEmpty } from '../../timeline/draw/batches.ts'
import type { Drawing } from '../../timeline/draw/index.ts'

/** A name and what it stands for, as text. */
export type Figure = readonly [name: string, value: string]

const COLUMN_WIDTH = 232
const NAME_WIDTH = 134
const LINE_HEIGHT = 18
const MARGIN = 10
const HEADING_SIZE = 13
const SIZE = 11

/** A heading, and figures below it in columns, each column from above to below. */
export function drawFigures(heading: string, figures: readonly Figure[], width: number): Drawing {
  const columns = Math.max(1, Math.floor((width - MARGIN) / COLUMN_WIDTH))
  const lines = Math.ceil(figures.length / columns)
  const headings = new TextBatch('heading', { fill: 'text' }, HEADING_SIZE, 'start', true)
  const names = new TextBatch('figure name', { fill: 'textQuiet' }, SIZE)
  const values = new TextBatch('figure', { fill: 'text' }, SIZE)
  headings.add(MARGIN, MARGIN + 6, heading, 0)
  figures.forEach(([name, value], at) => {
    const x = MARGIN + Math.floor(at / lines) * COLUMN_WIDTH
    const y = MARGIN + 28 + (at % lines) * LINE_HEIGHT
    names.add(x, y, name, at)
    values.add(x + NAME_WIDTH, y, value, at)
  })
  const height = MARGIN + (lines === 0 ? 18 : 28 + lines * LINE_HEIGHT + 2)
  return {
    width,
    height,
    title: heading,
    description: figures.map(([name, value]) => `${name}: ${value}`).join(', '),
    batches: withoutEmpty([headings, names, values]),
  }
}

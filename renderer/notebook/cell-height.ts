import type { Cell, Output } from '../../notebooks/document/index.ts'

const lineHeight = 20
const codeFrame = 28
const textLineHeight = 24
/** Height of an output whose text says nothing about it: a table, a chart, a picture. */
const richHeight = 240
/** Lines that a long text is folded to, about. */
const foldedLines = 40

const linesOf = (text: string): number => text.split('\n').length

/** How high a cell will about be, in pixels, before it was drawn: the scroll bar stays where it is when it is. */
export function guessHeight(cell: Cell): number {
  if (cell.cell_type === 'markdown') return linesOf(cell.source) * textLineHeight
  const source = linesOf(cell.source) * lineHeight + codeFrame
  return cell.cell_type === 'code' ? source + sum(cell.outputs.map(outputHeight)) : source
}

function outputHeight(output: Output): number {
  if (output.output_type === 'error') return (output.traceback.length + 2) * lineHeight
  if (output.output_type === 'stream') return textHeight(output.text)
  const types = Object.keys(output.data)
  const isPlain = types.every((type) => type === 'text/plain')
  return isPlain ? textHeight(String(output.data['text/plain'] ?? '')) : richHeight
}

const textHeight = (text: string): number => Math.min(linesOf(text), foldedLines) * lineHeight + 8

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

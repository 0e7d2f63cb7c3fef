import type {
  Cell,
  DisplayOutput,
  JsonObject,
  MimeBundle,
  Notebook,
  Output,
  ResultOutput,
} from './notebook.ts'

/**
 * Names an output that later updates replace. A symbol, so that copies keep it and no file has it: as in Jupyter, an id lives
 * as long as its kernel.
 */
const displayId: unique symbol = Symbol('displayId')

type ShownOutput = DisplayOutput | ResultOutput
type Identified = Output & { [displayId]?: string }

/** Adds what a cell showed; text joins the stream of the same name right before it. */
export function appendOutput(outputs: readonly Output[], output: Output): Output[] {
  const last = outputs[outputs.length - 1]
  const isContinued =
    output.output_type === 'stream' && last?.output_type === 'stream' && last.name === output.name
  if (!isContinued) return [...outputs, output]
  return [...outputs.slice(0, -1), { ...last, text: last.text + output.text }]
}

/** The output under an id by which `updateDisplay` finds it. The id is never saved. */
export function withDisplayId<Shown extends ShownOutput>(output: Shown, id: string): Shown {
  return { ...output, [displayId]: id }
}

/** Replaces what every output with the id shows, in all cells; the same notebook when none has it. */
export function updateDisplay(
  notebook: Notebook,
  id: string,
  data: MimeBundle,
  metadata: JsonObject = {},
): Notebook {
  if (!notebook.cells.some((cell) => showsDisplay(cell, id))) return notebook
  const update = (output: Output): Output =>
    isDisplay(output, id) ? ({ ...output, data, metadata } as Output) : output
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === 'code' && showsDisplay(cell, id)
      ? { ...cell, outputs: cell.outputs.map(update) }
      : cell,
  )
  return { ...notebook, cells }
}

function showsDisplay(cell: Cell, id: string): boolean {
  return cell.cell_type === 'code' && cell.outputs.some((output) => isDisplay(output, id))
}

function isDisplay(output: Identified, id: string): boolean {
  return output[displayId] === id
}

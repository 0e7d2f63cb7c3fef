import { WrittenJson, writeJson } from './json/write.ts'
import { splitLines } from './lines.ts'
import { mapValues, splitBundle } from './mime.ts'
import type { Cell, Json, MimeBundle, Notebook, Output } from './notebook.ts'
import { withoutTransient, withoutTrust } from './transient.ts'

/**
 * The text of an .ipynb file, byte for byte what Jupyter (nbformat 5) writes for the same notebook: sorted keys, one space of
 * indent, raw UTF-8, texts as lists of lines, a newline at the end.
 */
export function serializeNotebook(notebook: Notebook): string {
  return `${writeJson({ ...withoutTransient(notebook), cells: notebook.cells.map(writtenCell) })}\n`
}

/** Cells never change, so a text holds for good: of a notebook that is edited, only what was edited is written anew. */
const written = new WeakMap<Cell, WrittenJson>()

/** What lines within a cell begin with: it stands in a list in an object. */
const cellIndent = '\n  '

function writtenCell(cell: Cell): WrittenJson {
  const known = written.get(cell)
  if (known) return known
  const json = new WrittenJson(writeJson(fileCell(withoutTrust(cell)), cellIndent))
  written.set(cell, json)
  return json
}

function fileCell(cell: Cell): Json {
  const common = { ...cell, source: splitLines(cell.source), ...fileAttachments(cell) }
  return cell.cell_type === 'code' ? { ...common, outputs: cell.outputs.map(fileOutput) } : common
}

function fileAttachments(cell: Cell): object {
  if (cell.attachments === undefined) return {}
  return { attachments: mapValues(cell.attachments as Record<string, MimeBundle>, splitBundle) }
}

function fileOutput(output: Output): Json {
  if (output.output_type === 'stream') return { ...output, text: splitLines(output.text) }
  if (output.output_type === 'error') return output
  return { ...output, data: splitBundle(output.data) }
}

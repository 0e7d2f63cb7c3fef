import type { Cell, JsonObject, Notebook } from './notebook.ts'

/** Notebook metadata that Jupyter keeps out of files, on reading and on writing. */
const transientFields = new Set(['orig_nbformat', 'orig_nbformat_minor', 'signature'])

/** The notebook without the metadata that no file holds; of a cell that is `trusted`. */
export function withoutTransient(notebook: Notebook): Notebook {
  return {
    ...notebook,
    metadata: omit(notebook.metadata, transientFields),
    cells: notebook.cells.map(withoutTrust),
  }
}

const cellFields = new Set(['trusted'])

function withoutTrust(cell: Cell): Cell {
  return { ...cell, metadata: omit(cell.metadata, cellFields) }
}

function omit(metadata: JsonObject, fields: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !fields.has(key)))
}

import type { Cell, JsonObject, Notebook } from './notebook.ts'

/** Notebook metadata that Jupyter keeps out of files, on reading and on writing. */
const transientFields = new Set(['orig_nbformat', 'orig_nbformat_minor', 'signature'])

/** The notebook without the metadata that no file holds; cells have some of their own. */
export const withoutTransient = (notebook: Notebook): Notebook => ({
  ...notebook,
  metadata: omit(notebook.metadata, transientFields),
})

const cellFields = new Set(['trusted'])

/** Whether the cell's HTML may run is for each reader to decide. */
export function withoutTrust(cell: Cell): Cell {
  return { ...cell, metadata: omit(cell.metadata, cellFields) }
}

function omit(metadata: JsonObject, fields: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !fields.has(key)))
}

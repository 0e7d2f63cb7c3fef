import { shallowRef } from 'vue'

/** A place in the source of a cell, both from 1. */
export interface CursorPlace {
  /** Id of the cell. */
  readonly cell: string
  readonly line: number
  readonly column: number
}

/** Where the editor of a cell is to put its cursor; the editor takes it when it is there. */
export const askedCursor = shallowRef<CursorPlace>()

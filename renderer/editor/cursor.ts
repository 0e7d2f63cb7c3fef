import { shallowRef } from 'vue'

/** A place in the source of a cell, both from 1. */
export interface CursorPlace {
  /** Id of the cell. */
  readonly cell: string
  readonly line: number
  readonly column: number
  /** Whether the line is selected from there to its end, so that it is seen. */
  readonly isShown?: boolean
}

/** Stands for the last line of a cell. */
export const lastLine = Number.MAX_SAFE_INTEGER

/** Where the editor of a cell is to put its cursor; the editor takes it when it is there. */
export const askedCursor = shallowRef<CursorPlace>()

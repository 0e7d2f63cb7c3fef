import type { CodeCell, Notebook, Output } from '../document/index.ts'
import type { KernelEnd } from '../kernel/index.ts'
import type { CellState, CellStates } from './cell-state.ts'
import type { NameOwners } from './names.ts'
import type { RunRecords } from './stale.ts'

/** Everything that a session knows, as one immutable value. */
export interface SessionState {
  readonly notebook: Notebook
  readonly states: CellStates
  readonly owners: NameOwners
  readonly records: RunRecords
}

/** What came with a display for a page and is in no file, as it came: cells may have made it. */
export interface AttachedToOutput {
  readonly contents: readonly unknown[]
  /** Why there is nothing where there could be: one sentence. */
  readonly omitted: string | undefined
}

/** What changed; `cell` is a cell's id. */
export type SessionChange =
  /** Cells were edited, added, moved or removed. */
  | { readonly type: 'notebook' }
  /** The kernel ended, and nobody here had asked for it: its variables are lost. */
  | { readonly type: 'kernel-end'; readonly reason: KernelEnd }
  | { readonly type: 'state'; readonly cell: string; readonly state: CellState }
  /** An output as it came: stream text is the new part only. */
  | {
      readonly type: 'output'
      readonly cell: string
      readonly output: Output
      readonly attached?: AttachedToOutput
    }
  /** Outputs were taken away or replaced. */
  | { readonly type: 'outputs'; readonly cell: string; readonly attached?: AttachedToOutput }
  | {
      readonly type: 'progress'
      readonly cell: string
      readonly fraction: number
      readonly label: string
    }

export const codeCells = (notebook: Notebook): CodeCell[] =>
  notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === 'code')

export const codeCellOf = (notebook: Notebook, id: string): CodeCell | undefined =>
  codeCells(notebook).find((cell) => cell.id === id)

import { dependentsOf } from '../compile/index.ts'
import {
  type CodeCell,
  hasTag,
  type InputValue,
  inputValues,
  type Notebook,
  withInputs,
} from '../document/index.ts'
import type { KernelConnection } from '../kernel/index.ts'
import { createCellRunner } from './cell-runner.ts'
import { type CellStates, keepStates } from './cell-state.ts'
import { drawsInput } from './inputs.ts'
import { defaultSessionLimits, type SessionLimits } from './limits.ts'
import { releaseNames } from './names.ts'
import { clearOutputs } from './outputs.ts'
import type { CellOutcome } from './run-cell.ts'
import { createRunQueue } from './run-queue.ts'
import { codeCells } from './session-state.ts'
import { editedCells, staleCells } from './stale.ts'
import { type ChangeListener, createStore, type Store } from './store.ts'
import { namesOfCells, outdatedCells } from './unrun-cells.ts'

export interface SessionOptions extends Partial<SessionLimits> {
  readonly notebook: Notebook
  /** Called when a cell is to run and no kernel is there. */
  readonly startKernel: () => KernelConnection
}

/** One open notebook with one kernel. The kernel starts with the first cell that runs: opening runs nothing. */
export interface Session {
  /** The notebook as it is now; every change makes a new one. */
  readonly notebook: Notebook
  readonly states: CellStates
  /** Ids of the cells whose outputs are not what a run from top to bottom would show; also of such that have not run here, where an input was changed. */
  staleCells(): ReadonlySet<string>
  /** Ids of the cells that were edited since they ran; they are stale too. */
  editedCells(): ReadonlySet<string>
  /** Runs one cell, whatever its tags, after those that wait. `null` when it is no code cell here or was stopped before it began. */
  runCell(cell: string): Promise<CellOutcome | null>
  /**
   * Takes away the outputs of all code cells and runs them from top to bottom, up to the first that fails or loses its kernel. Cells
   * tagged `skip-execution` are left as they are. The outcomes are in order, as far as the run went.
   */
  runAll(): Promise<CellOutcome[]>
  /** Runs the code cells among these, in the order given, up to the first that fails or loses its kernel; a cell tagged `skip-execution` stays as it is. */
  runCells(cells: readonly string[]): Promise<CellOutcome[]>
  /** The cell that runs stops with its variables kept, those that wait do not run. A kernel that cannot be asked, or does not answer in time, is ended. */
  interrupt(): void
  /** Ends the kernel: the cell that runs fails with `kernel/closed` and this sentence, those that wait do not run. */
  stop(sentence?: string): void
  /** Ends the kernel and forgets what it held; the next cell that runs is number 1. Outputs stay. */
  restart(): void
  /** Sets an input of the notebook. Returns the ids of the cells that show it and of those that depend on them, in document order. */
  setInput(name: string, value: InputValue): readonly string[]
  /** Takes over an edited notebook; the names of cells that are gone are forgotten. */
  edit(notebook: Notebook): void
  /** Returns the function that takes the listener away. */
  on(event: 'change', listener: ChangeListener): () => void
}

export function createSession(options: SessionOptions): Session {
  const { notebook, startKernel } = options
  const store = createStore({
    notebook,
    states: new Map(),
    owners: new Map(),
    records: new Map(),
  })
  const runner = createCellRunner(store, startKernel, limitsOf(options))
  const queue = createRunQueue(store)

  function stop(sentence = 'The run was stopped.'): void {
    queue.cancel()
    runner.endKernel(sentence)
  }

  return {
    get notebook() {
      return store.state.notebook
    },
    get states() {
      return store.state.states
    },
    editedCells: () => editedCells(codeCells(store.state.notebook), store.state.records),
    staleCells: () => {
      const { notebook, records } = store.state
      const cells = codeCells(notebook)
      const values = inputValues(notebook)
      return new Set([
        ...staleCells(cells, records, values),
        ...outdatedCells(cells, records, values),
      ])
    },
    runCell: async (cell) => (await queue.add({ cells: [cell], runOne: runner.run })).at(0) ?? null,
    runAll: () =>
      queue.add({
        cells: codeCells(store.state.notebook).map(({ id }) => id),
        prepare: () => clearAllOutputs(store),
        runOne: runner.runUnlessSkipped,
      }),
    runCells: (cells) => queue.add({ cells, runOne: runner.runUnlessSkipped }),
    interrupt() {
      queue.cancel()
      runner.interrupt()
    },
    stop,
    restart() {
      stop('The kernel was restarted.')
      store.update({ states: new Map() }, { type: 'notebook' })
    },
    setInput(name, value) {
      const { notebook } = store.state
      runner.forget(takeOver(store, withInputs(notebook, { [name]: value })))
      return cellsOfInput(store, name)
    },
    edit: (edited) => runner.forget(takeOver(store, edited)),
    on: store.on,
  }
}

function limitsOf({
  timeLimitMillis = defaultSessionLimits.timeLimitMillis,
  outputsPerCell = defaultSessionLimits.outputsPerCell,
}: Partial<SessionLimits>): SessionLimits {
  return { timeLimitMillis, outputsPerCell }
}

function cellsOfInput({ state }: Store, name: string): readonly string[] {
  const cells = codeCells(state.notebook)
  const draws = (cell: CodeCell) =>
    drawsInput(cell, name) || state.records.get(cell.id)?.drawn?.has(name)
  const drawing = new Set(cells.filter(draws).map(({ id }) => id))
  const names = namesOfCells(cells, state.records)
  const dependent = new Set(dependentsOf(names, drawing))
  return cells.map(({ id }) => id).filter((id) => drawing.has(id) || dependent.has(id))
}

function clearAllOutputs(store: Store): void {
  for (const cell of codeCells(store.state.notebook)) {
    if (!hasTag(cell, 'skip-execution')) clearOutputs(store, cell.id, null)
  }
}

/** Returns the names that only cells which are gone gave. */
function takeOver(store: Store, notebook: Notebook): readonly string[] {
  const { notebook: before, owners, records, states } = store.state
  if (hasSameIds(notebook, before)) {
    store.update({ notebook }, { type: 'notebook' })
    return []
  }
  const ids = new Set(notebook.cells.map(({ id }) => id))
  const gone = new Set([...records.keys()].filter((id) => !ids.has(id)))
  const change = releaseNames(owners, gone)
  store.update(
    {
      notebook,
      owners: change.owners,
      records: new Map([...records].filter(([id]) => ids.has(id))),
      states: keepStates(states, ids),
    },
    { type: 'notebook' },
  )
  return change.forgotten
}

const hasSameIds = ({ cells }: Notebook, other: Notebook): boolean =>
  cells.length === other.cells.length && cells.every(({ id }, at) => id === other.cells[at].id)

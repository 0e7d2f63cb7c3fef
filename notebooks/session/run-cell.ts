import { type CompiledCell, compileCell } from '../compile/index.ts'
import type { CodeCell } from '../document/index.ts'
import { hasTag, inputValues } from '../document/index.ts'
import { type CellFailure, errorOutput, failureOfEnd, failureOfProblem } from './cell-failure.ts'
import { expectedInputs, inputIn, noteInput, settleInputs } from './inputs.ts'
import type { KernelLink, RunEnd } from './kernel-link.ts'
import type { SessionLimits } from './limits.ts'
import { claimNames, namesFromOthers } from './names.ts'
import { clearOutputs, createOutputGatherer, showOutput } from './outputs.ts'
import { failureOfDone, type RanCells } from './places.ts'
import { codeCellOf } from './session-state.ts'
import { inputsOf } from './stale.ts'
import { changeState, type Store } from './store.ts'

/** How a cell ended. */
export interface CellOutcome {
  /** Id of the cell. */
  readonly cell: string
  /** `null` for a cell that was not given to the kernel: left out, or empty. */
  readonly executionCount: number | null
  readonly state: 'done' | 'failed' | 'skipped'
  /** Set too when the cell is `done` because its `raises-exception` tag announced the error. */
  readonly failure: CellFailure | null
}

export interface RunContext {
  readonly store: Store
  readonly kernel: KernelLink
  readonly limits: SessionLimits
  /** Counts every run of the session, whatever the kernel. */
  readonly run: number
  /** Counts the runs of this kernel, from 1. */
  readonly executionCount: number
  /** What ran in this kernel, to find places in its sources. */
  readonly ranCells: RanCells
}

/** Compiles a cell, runs it in the kernel, and gathers what it shows and how it ended into the notebook. */
export async function runCell(cell: CodeCell, context: RunContext): Promise<CellOutcome> {
  begin(cell, context)
  const failure = await failureOfRun(cell, context)
  return conclude(cell, failure, context)
}

function begin(cell: CodeCell, { store, executionCount }: RunContext): void {
  clearOutputs(store, cell.id, executionCount)
  changeState(store, cell.id, 'running')
}

async function failureOfRun(cell: CodeCell, context: RunContext): Promise<CellFailure | null> {
  const { store, executionCount, ranCells } = context
  const known = new Set(namesFromOthers(store.state.owners, cell.id))
  const compiled = compileCell(cell.source, { cell: cell.id, known })
  if (!compiled.ok) {
    keepNames(cell, context)
    return failureOfProblem(compiled.problem, executionCount, cell.source)
  }
  ranCells.set(cell.id, { number: executionCount, source: cell.source, compiled: compiled.value })
  takeNames(cell, compiled.value, context)
  return failureOfRunEnd(await execute(cell, compiled.value, context), ranCells)
}

/** From here on the names are this cell's: what it gave before and no longer defines is forgotten. */
function takeNames(cell: CodeCell, compiled: CompiledCell, context: RunContext): void {
  const { store, kernel, run } = context
  const { owners, records } = store.state
  const { defines, uses } = compiled
  const inputs = inputsOf(uses, owners, records)
  const drawn = expectedInputs(records.get(cell.id), inputValues(store.state.notebook))
  const record = { run, source: cell.source, defines, uses, inputs, drawn }
  const change = claimNames(owners, cell.id, defines)
  kernel.forget(change.forgotten)
  store.update({ owners: change.owners, records: new Map(records).set(cell.id, record) })
}

/** A cell that cannot be compiled does not run: the kernel holds what it gave before. */
function keepNames(cell: CodeCell, { store, run }: RunContext): void {
  const { records } = store.state
  const defines = records.get(cell.id)?.defines ?? []
  const record = { run, source: cell.source, defines, uses: [], inputs: new Map() }
  store.update({ records: new Map(records).set(cell.id, record) })
}

function execute(cell: CodeCell, compiled: CompiledCell, context: RunContext): Promise<RunEnd> {
  const { store, kernel, limits, run, executionCount } = context
  const { outputsPerCell, timeLimitMillis } = limits
  const gather = createOutputGatherer({ store, cell: cell.id, executionCount, outputsPerCell })
  const { code, defines, uses } = compiled
  const inputs = inputValues(store.state.notebook)
  return kernel.execute(
    { type: 'execute', run, cell: cell.id, code, defines, uses, inputs, timeLimitMillis },
    (message) => {
      const drawn = message.type === 'display' ? inputIn(message.data) : undefined
      if (drawn !== undefined) {
        store.update({ records: noteInput(store.state.records, cell.id, drawn, inputs[drawn]) })
      }
      if (message.type !== 'progress') return gather(message)
      const { fraction, label } = message
      store.update({}, { type: 'progress', cell: cell.id, fraction, label })
    },
  )
}

const failureOfRunEnd = (end: RunEnd, ranCells: RanCells): CellFailure | null =>
  end.type === 'end' ? failureOfEnd(end.reason) : failureOfDone(end, ranCells)

function conclude(
  cell: CodeCell,
  failure: CellFailure | null,
  { store, executionCount }: RunContext,
): CellOutcome {
  if (failure) showOutput(store, cell.id, errorOutput(failure))
  const ended = codeCellOf(store.state.notebook, cell.id)
  if (ended) store.update({ records: settleInputs(store.state.records, ended) })
  const state = failure && !isAnnounced(cell, failure) ? 'failed' : 'done'
  changeState(store, cell.id, state)
  return { cell: cell.id, executionCount, state, failure }
}

/** The tag announces errors of the cell, not the end of its kernel or a stop. */
const isAnnounced = (cell: CodeCell, { code }: CellFailure): boolean =>
  hasTag(cell, 'raises-exception') && !/^(kernel|stopped)\//.test(code ?? '')

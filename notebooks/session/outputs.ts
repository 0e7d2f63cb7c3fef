import {
  appendOutput,
  type Output,
  setOutputs,
  updateDisplay,
  withDisplayId,
} from '../document/index.ts'
import type { DisplayMessage, StreamMessage } from '../kernel/index.ts'
import { type AttachedToOutput, codeCellOf } from './session-state.ts'
import type { Store } from './store.ts'

/** Gathers what one run of a cell shows into the notebook. */
export type OutputGatherer = (message: StreamMessage | DisplayMessage) => void

export interface GathererOptions {
  readonly store: Store
  /** Id of the cell. */
  readonly cell: string
  readonly executionCount: number
  readonly outputsPerCell: number
}

/** Past the limit one line says so, and the rest of the run is left out; what is there can still be replaced. */
export function createOutputGatherer(options: GathererOptions): OutputGatherer {
  const { store, cell, executionCount, outputsPerCell } = options
  let full = false

  return (message) => {
    if (message.type === 'display' && message.update) return replaceDisplay(store, cell, message)
    if (full) return
    const output = outputOf(message, executionCount)
    full = outputsWith(store, cell, output).length > outputsPerCell
    if (full) showOutput(store, cell, limitNotice(outputsPerCell))
    else showOutput(store, cell, output, attachedTo(message))
  }
}

/** Adds one output to a cell; nothing when the cell was deleted meanwhile. */
export function showOutput(
  store: Store,
  cell: string,
  output: Output,
  attached?: AttachedToOutput,
): void {
  changeOutputs(store, cell, outputsWith(store, cell, output))
  store.update({}, { type: 'output', cell, output, ...(attached && { attached }) })
}

/** Takes away what an earlier run left. */
export function clearOutputs(store: Store, cell: string, executionCount: number | null): void {
  changeOutputs(store, cell, [], executionCount)
  store.update({}, { type: 'outputs', cell })
}

const outputsWith = (store: Store, cell: string, output: Output): Output[] =>
  appendOutput(codeCellOf(store.state.notebook, cell)?.outputs ?? [], output)

function changeOutputs(
  store: Store,
  id: string,
  outputs: readonly Output[],
  executionCount?: number | null,
): void {
  const { notebook } = store.state
  const cell = codeCellOf(notebook, id)
  if (cell === undefined) return
  const count = executionCount === undefined ? cell.execution_count : executionCount
  store.update({ notebook: setOutputs(notebook, id, outputs, count) })
}

/** An update of an id that nothing shows any more has nothing to replace, as in Jupyter. */
function replaceDisplay(store: Store, cell: string, message: DisplayMessage): void {
  const { displayId = '', data, metadata } = message
  const notebook = updateDisplay(store.state.notebook, displayId, data, metadata)
  const attached = attachedTo(message)
  store.update({ notebook }, { type: 'outputs', cell, ...(attached && { attached }) })
}

/** What a display brought besides; undefined for most. */
function attachedTo(message: StreamMessage | DisplayMessage): AttachedToOutput | undefined {
  if (message.type === 'stream') return undefined
  const { attachments: contents = [], attachmentsOmitted: omitted } = message
  return contents.length === 0 && omitted === undefined ? undefined : { contents, omitted }
}

function outputOf(message: StreamMessage | DisplayMessage, executionCount: number): Output {
  if (message.type === 'stream') {
    return { output_type: 'stream', name: message.name, text: message.text }
  }
  const shown = shownOutput(message, executionCount)
  return message.displayId === undefined ? shown : withDisplayId(shown, message.displayId)
}

const shownOutput = ({ role, data, metadata }: DisplayMessage, execution_count: number) =>
  role === 'result'
    ? { output_type: 'execute_result' as const, execution_count, data, metadata }
    : { output_type: 'display_data' as const, data, metadata }

const limitNotice = (outputsPerCell: number): Output => ({
  output_type: 'stream',
  name: 'stderr',
  text: `Only the first ${outputsPerCell} outputs of this cell are kept (limit outputsPerCell).\n`,
})

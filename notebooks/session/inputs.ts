import { type Cell, INPUT_MIME_TYPE, type InputValue, type MimeBundle } from '../document/index.ts'
import type { RunRecords } from './stale.ts'

/** The name of the input that a bundle draws, if it draws one. */
export function inputIn(data: MimeBundle): string | undefined {
  const { name } = Object(data[INPUT_MIME_TYPE]) as { name?: unknown }
  return typeof name === 'string' ? name : undefined
}

/** Whether the outputs of a cell draw the input. */
export const drawsInput = (cell: Cell, name: string): boolean =>
  cell.cell_type === 'code' &&
  cell.outputs.some(
    (output) =>
      (output.output_type === 'display_data' || output.output_type === 'execute_result') &&
      inputIn(output.data) === name,
  )

/** Notes that the running cell has drawn an input, and what that was set to; undefined: to its default. */
export function noteInput(
  records: RunRecords,
  cell: string,
  name: string,
  value: InputValue | undefined,
): RunRecords {
  const record = records.get(cell)
  if (record === undefined) return records
  const drawn = new Map(record.drawn).set(name, value)
  return new Map(records).set(cell, { ...record, drawn })
}

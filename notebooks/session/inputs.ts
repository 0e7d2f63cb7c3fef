import {
  type Cell,
  INPUT_MIME_TYPE,
  type InputValue,
  type InputValues,
  type Json,
  type MimeBundle,
  WrittenNumber,
} from '../document/index.ts'
import type { RunRecord, RunRecords } from './stale.ts'

/** The name of the input that a bundle draws, if it draws one. */
export function inputIn(data: MimeBundle): string | undefined {
  const { name } = Object(data[INPUT_MIME_TYPE]) as { name?: unknown }
  return typeof name === 'string' ? name : undefined
}

/** An input as an output of a cell has drawn it. */
export interface DrawnInput {
  readonly name: string
  /** What it was set to then. */
  readonly value: Json
}

/** The inputs that the outputs of a cell draw. */
export function drawnInputs(cell: Cell): DrawnInput[] {
  if (cell.cell_type !== 'code') return []
  return cell.outputs.flatMap((output) => {
    if (output.output_type !== 'display_data' && output.output_type !== 'execute_result') return []
    const name = inputIn(output.data)
    const { value } = Object(output.data[INPUT_MIME_TYPE]) as { value?: Json }
    return name === undefined
      ? []
      : [{ name, value: value instanceof WrittenNumber ? value.valueOf() : value }]
  })
}

/** Whether the outputs of a cell draw the input. */
export const drawsInput = (cell: Cell, name: string): boolean =>
  drawnInputs(cell).some((drawn) => drawn.name === name)

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

/** What a cell that runs again will most likely draw as before, with the values that it is given: its outputs are gone until it does. */
export function expectedInputs(before: RunRecord | undefined, values: InputValues) {
  const names = [...(before?.drawn?.keys() ?? [])]
  return new Map(names.map((name) => [name, values[name]] as const))
}

/** A cell whose run is over draws what its outputs show, and no more what an earlier run did. */
export function settleInputs(records: RunRecords, cell: Cell): RunRecords {
  const record = records.get(cell.id)
  if (record?.drawn === undefined) return records
  const drawn = new Map([...record.drawn].filter(([name]) => drawsInput(cell, name)))
  return new Map(records).set(cell.id, { ...record, drawn })
}

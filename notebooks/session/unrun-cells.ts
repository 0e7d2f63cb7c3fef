import { type CellNames, compileCell, createGiverOf, spread, takersOf } from '../compile/index.ts'
import type { CodeCell, InputValues } from '../document/index.ts'
import { drawnInputs } from './inputs.ts'
import { namesOf, type RunRecords } from './stale.ts'

/**
 * The cells that have not run since the kernel started, but show what they did with inputs set otherwise, and those that depend on such a cell. What a
 * cell that did not run gives and takes is read off its source.
 */
export function outdatedCells(
  cells: readonly CodeCell[],
  records: RunRecords,
  values: InputValues,
): Set<string> {
  if (Object.keys(values).length === 0) return new Set()
  const isOutdated = (cell: CodeCell) => !records.has(cell.id) && drewOtherValues(cell, values)
  const outdated = new Set(cells.filter(isOutdated).map(({ id }) => id))
  if (outdated.size === 0) return outdated
  const names = namesOfCells(cells, records)
  spread(outdated, takersOf(names, createGiverOf(names)))
  return new Set(
    cells.filter((cell) => outdated.has(cell.id) && showsRun(cell)).map(({ id }) => id),
  )
}

/** What each cell gives and takes: as it ran, or else as its source says. */
export const namesOfCells = (cells: readonly CodeCell[], records: RunRecords): CellNames[] =>
  cells.map((cell) => (records.has(cell.id) ? namesOf(cell.id, records) : namesInSource(cell)))

/** Whether there is anything in it that a run has left. */
const showsRun = ({ execution_count, outputs }: CodeCell): boolean =>
  execution_count !== null || outputs.length > 0

const drewOtherValues = (cell: CodeCell, values: InputValues): boolean =>
  drawnInputs(cell).some(({ name, value }) => Object.hasOwn(values, name) && values[name] !== value)

/** Cells never change, so what was read of one holds for good. */
const known = new WeakMap<CodeCell, CellNames>()

/** One that cannot be compiled gives and takes nothing. */
function namesInSource(cell: CodeCell): CellNames {
  const before = known.get(cell)
  if (before) return before
  const { id, source } = cell
  const compiled = compileCell(source, { cell: id, known: new Set() })
  const { defines, uses } = compiled.ok ? compiled.value : { defines: [], uses: [] }
  const names = { id, defines, uses }
  known.set(cell, names)
  return names
}

import { type CellNames, createGiverOf, type GiverOf, spread, takersOf } from '../compile/index.ts'
import type { InputValue, InputValues } from '../document/index.ts'
import type { NameOwners } from './names.ts'

/** What a cell was when it last ran. */
export interface RunRecord {
  /** Number of the run, from 1, counted up by the session and never reused. */
  readonly run: number
  readonly source: string
  readonly defines: readonly string[]
  readonly uses: readonly string[]
  /** The run that had given each name it uses; a name that no cell had given is not among them. */
  readonly inputs: ReadonlyMap<string, number>
  /** The inputs that it drew, and what they were set to; undefined: to their defaults. */
  readonly drawn?: ReadonlyMap<string, InputValue | undefined>
}

/** Cell id to its last run. */
export type RunRecords = ReadonlyMap<string, RunRecord>

/** The runs that have given the names, as far as a cell has. */
export function inputsOf(
  uses: readonly string[],
  owners: NameOwners,
  records: RunRecords,
): Map<string, number> {
  const inputs = new Map<string, number>()
  for (const name of uses) {
    const record = records.get(owners.get(name) ?? '')
    if (record !== undefined) inputs.set(name, record.run)
  }
  return inputs
}

interface CellText {
  readonly id: string
  readonly source: string
}

/** The cells that were edited since they ran. */
export function editedCells(cells: readonly CellText[], records: RunRecords): Set<string> {
  const edited = cells.filter(({ id, source }) => {
    const record = records.get(id)
    return record !== undefined && record.source !== source
  })
  return new Set(edited.map(({ id }) => id))
}

/**
 * The cells whose outputs are not what the notebook, run from top to bottom, would show: a cell that was edited since it ran, that
 * drew an input that is set to something else now, took a name from another run than the cell above it stands for now, or that depends on such a cell. A cell that never ran is not
 * stale.
 */
export function staleCells(
  cells: readonly CellText[],
  records: RunRecords,
  values: InputValues = {},
): Set<string> {
  if (records.size === 0) return new Set()
  const names = cells.map(({ id }): CellNames => namesOf(id, records))
  const giverOf = createGiverOf(names)
  const stale = editedCells(cells, records)
  for (const [index, { id }] of cells.entries()) {
    const record = records.get(id)
    const isOld = tookOld(record, index, giverOf, records)
    if (isOld || drewOtherInputs(record, values)) stale.add(id)
  }
  spread(stale, takersOf(names, giverOf))
  return stale
}

/** A cell that never ran gives and takes nothing. */
export function namesOf(id: string, records: RunRecords): CellNames {
  const { defines, uses } = records.get(id) ?? { defines: [], uses: [] }
  return { id, defines, uses }
}

function tookOld(
  record: RunRecord | undefined,
  index: number,
  giverOf: GiverOf,
  records: RunRecords,
): boolean {
  if (record === undefined) return false
  return record.uses.some((name) => {
    const giver = giverOf(index, name)
    return records.get(giver ?? '')?.run !== record.inputs.get(name)
  })
}

/** Whether an input that the cell drew is set to something else now. */
const drewOtherInputs = (record: RunRecord | undefined, values: InputValues): boolean =>
  [...(record?.drawn ?? [])].some(([name, value]) => values[name] !== value)

import type { RecordedFault } from '../recorded-run.ts'
import { type Renumbered, renumber } from './cut-history.ts'
import { spread } from './spread.ts'

/** Faults that a smaller recording has at most. */
export const MAXIMUM_FAULTS = 120

/** The faults that are kept where they are too many: the first and the last, the first of each kind, and others spread evenly. */
export function fewerFaults(faults: readonly RecordedFault[]): Renumbered {
  const isKept = new Uint8Array(faults.length)
  const first = new Map(faults.map(({ kind }, number) => [kind, number] as const).reverse())
  const wanted = [0, faults.length - 1, ...first.values(), ...spread(faults.length)]
  const most = faults.length <= MAXIMUM_FAULTS ? faults.length : MAXIMUM_FAULTS
  const chosen = [...new Set(wanted)].filter((number) => number >= 0).slice(0, most)
  for (const number of chosen) isKept[number] = 1
  return renumber(isKept)
}

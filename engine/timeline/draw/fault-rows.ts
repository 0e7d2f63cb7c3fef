import type { Timeline } from '../timeline.ts'

/** In which line of the band each fault stands, so that those that last at the same time stand below each other. */
export interface FaultRows {
  readonly rows: number
  /** By position in `timeline.faults`; what finds no line of its own stands in the last. */
  readonly rowOfFault: readonly number[]
}

const MOST_ROWS = 4
/** The share of the run that a fault's name takes, about: shorter faults are treated as if they lasted so long. */
const NAME_SHARE = 0.07

export function faultRows({ faults, endMicros }: Timeline): FaultRows {
  const ends: number[] = []
  const rowOfFault = faults.map(({ from, to }) => {
    const free = ends.findIndex((end) => end <= from)
    const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1)
    ends[row] = Math.max(ends[row] ?? 0, to, from + NAME_SHARE * endMicros)
    return row
  })
  return { rows: ends.length, rowOfFault }
}

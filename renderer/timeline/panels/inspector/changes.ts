import { type RecordedRun, STATE_EVENTS } from '../../../../engine/timeline/index.ts'

/** Which changes are stepped through. */
export interface ChangeQuestion {
  /** Microseconds of the run: the change after it, or before it. */
  readonly time: number
  readonly isForward: boolean
  /** Changes of this node alone; undefined for all. */
  readonly node: number | undefined
  /** Changes that concern this key alone; undefined for all. */
  readonly key: number | undefined
}

/** The moment of the next change of what a node is or holds, or of the one before; undefined where there is none. */
export function changeBeside(
  { trace }: RecordedRun,
  { time, isForward, node, key }: ChangeQuestion,
): number | undefined {
  let found: number | undefined
  const isFound = (moment: number) => (isForward ? found !== undefined : moment >= time)
  trace.eachOf(STATE_EVENTS, (columns, index) => {
    const moment = columns.time[index]
    if (isFound(moment) || (isForward && moment <= time)) return
    if (node !== undefined && columns.node[index] !== node) return
    if (key !== undefined && columns.key[index] !== key) return
    found = moment
  })
  return found
}

import type { HintAt } from '../../../../engine/timeline/index.ts'

/** What a node keeps for replicas that could not be reached, made short. */
export interface KeptHints {
  /** Keys times replicas that it keeps something for. */
  readonly count: number
  /** By replica that they are for, ascending. */
  readonly targets: readonly {
    readonly target: number
    readonly count: number
    /** The first ones. */
    readonly keys: readonly number[]
  }[]
}

/** Keys that are named of each replica; the others are counted. */
const MOST_KEYS = 4

export function keptHints(hints: readonly HintAt[]): KeptHints {
  const byTarget = new Map<number, number[]>()
  for (const { target, key } of hints) {
    const keys = byTarget.get(target)
    if (keys === undefined) byTarget.set(target, [key])
    else keys.push(key)
  }
  const targets = [...byTarget]
    .map(([target, keys]) => ({ target, count: keys.length, keys: keys.slice(0, MOST_KEYS) }))
    .sort((a, b) => a.target - b.target)
  return { count: hints.length, targets }
}

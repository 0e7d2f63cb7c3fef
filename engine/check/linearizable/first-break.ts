import { NEVER_RETURNED } from '../observed-history.ts'
import { partOf } from '../part.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import { firstThat } from '../smallest.ts'
import { sweep, type Trouble } from './register-sweep.ts'
import { zonesOf } from './zones.ts'

/** The return by which a key was broken: all that was seen before it has an order. */
export interface FirstBreak {
  readonly key: number
  readonly position: number
  /** What had been seen of the key then; operations have the numbers of the whole history. */
  readonly seen: RegisterHistory
  readonly trouble: Trouble
}

/** A trouble is known from where two values cross, which may be long before a read shows it. */
export function firstBreak(history: RegisterHistory, trouble: Trouble): FirstBreak {
  const key = history.key[trouble.kind === 'crossed' ? trouble.other : trouble.read]
  const position = trouble.kind === 'crossed' ? firstBroken(history, key, trouble.at) : trouble.at
  const seen = seenAt(history, key, position)
  const found = sweep(seen, zonesOf(seen)).trouble ?? trouble
  return { key, position, seen, trouble: found }
}

function firstBroken(history: RegisterHistory, key: number, from: number): number {
  const ids: number[] = []
  for (let id = 0; id < history.length; id++) if (history.key[id] === key) ids.push(id)
  const own = partOf(history, ids)
  const positions = own.return.filter((at) => at >= from && at !== NEVER_RETURNED).sort()
  const isBroken = (index: number) => {
    const seen = seenAt(own, key, positions[index])
    return sweep(seen, zonesOf(seen)).trouble !== undefined
  }
  return positions[firstThat(0, positions.length - 1, isBroken)]
}

/** What had been seen of a key at a position: reads under way say nothing, and the outcome of writes under way is unknown. */
function seenAt(history: RegisterHistory, key: number, position: number): RegisterHistory {
  const { length } = history
  const effect = history.effect.slice(0, length)
  const returned = history.return.slice(0, length)
  for (let id = 0; id < length; id++) {
    const isOver = returned[id] <= position
    if (history.key[id] !== key || (effect[id] === Effect.read && !isOver)) effect[id] = Effect.none
    if (!isOver) returned[id] = NEVER_RETURNED
  }
  return { ...history, effect, return: returned }
}

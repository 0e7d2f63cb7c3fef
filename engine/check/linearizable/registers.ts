import { NEVER_RETURNED } from '../observed-history.ts'
import { once } from '../once.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import type { Verdict } from '../verdict.ts'
import { momentsText } from '../words.ts'
import { explain } from './register-proof.ts'
import { type Sweep, sweep, type Trouble } from './register-sweep.ts'
import { type Zones, zonesOf } from './zones.ts'

/**
 * Whether a history of registers is linearizable: whether each operation can be given one moment between its call and its return at which it took effect.
 *
 * Each value was written once, so this takes time in proportion to the operations (Gibbons & Korach 1997). A write of unknown outcome may have taken
 * effect at any time after its call, or never. What a key held before its first write counts as written before all.
 */
export function linearizableRegisters(history: RegisterHistory): Verdict {
  const zones = zonesOf(history)
  const swept = sweep(history, zones)
  const operations = countOperations(history, zones)
  if (swept.trouble !== undefined) return brokenVerdict(history, swept.trouble, operations)
  const sentence = momentsText(operations)
  return { guarantee: 'linearizable', standing: 'held', operations, sentence, ...vacuityOf(swept) }
}

/** Explained when it is asked for. */
function brokenVerdict(history: RegisterHistory, trouble: Trouble, operations: number): Verdict {
  const explanation = once(() => explain(history, trouble))
  return {
    guarantee: 'linearizable',
    standing: 'broken',
    operations,
    get sentence() {
      return explanation().sentence
    },
    get proof() {
      return explanation().proof
    },
  }
}

function vacuityOf({ hasReads, couldBreak }: Sweep): { readonly vacuous?: string } {
  if (couldBreak) return {}
  return {
    vacuous: hasReads
      ? 'No read began after a write of its key was over, or after another read that could have seen one: any answers would have fitted.'
      : 'No read was answered, and writes alone can always be put in order.',
  }
}

/** Reads and writes, without writes of unknown outcome that nobody saw. */
function countOperations({ length, effect }: RegisterHistory, { firstReturn }: Zones): number {
  let count = 0
  for (let id = 0; id < length; id++) {
    if (effect[id] === Effect.read) count++
    else if (effect[id] === Effect.write && firstReturn[id] !== NEVER_RETURNED) count++
  }
  return count
}

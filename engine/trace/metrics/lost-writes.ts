import type { OperationId } from '../event.ts'
import { Action, Outcome } from '../history.ts'
import { MAXIMUM_EXAMPLES, type RunFacts, shareOf } from './facts.ts'
import { Holding } from './holding.ts'
import { Lineage } from './lineage.ts'
import { Remains } from './remains.ts'

/**
 * What became of the writes of the whole run, as the authorities hold them at the end.
 *
 * A write counts as held when it is in an authority's log or table, waits there as a hint, or was superseded: a later write took its place, as the key's owner
 * wanted, or resolution preferred another one, which `dropped` counts. What counts as lost here has left no trace at all where it matters.
 */
export interface LostWrites {
  /** Writes that ended ok. */
  readonly acknowledged: number
  /** Of these, the ones that no authority holds. */
  readonly count: number
  /** count / acknowledged; undefined for no acknowledged writes. */
  readonly share: number | undefined
  /** Lost ones that a replica without authority, or one that is down, still holds. */
  readonly elsewhere: number
  /** Writes whose client was told that they failed, and which are held all the same: always a defect of the system under test. */
  readonly failedButHeld: number
  /** Writes of unknown outcome (or still open) that are held: an error was seen, and the write is there. */
  readonly unknownButHeld: number
  /** The first ones lost. */
  readonly examples: readonly OperationId[]
}

export function lostWrites(facts: RunFacts, remains: Remains): LostWrites {
  const lost = selectLost(facts, remains)
  const acknowledged = countWrites(facts, (_, outcome) => outcome === Outcome.ok)
  return {
    acknowledged,
    count: lost.length,
    share: shareOf(lost.length, acknowledged),
    elsewhere: lost.filter((write) => remains.isElsewhere(write)).length,
    failedButHeld: countWrites(
      facts,
      (write, outcome) => outcome === Outcome.fail && remains.isHeld(write),
    ),
    unknownButHeld: countWrites(
      facts,
      (write, outcome) => outcome >= Outcome.unknown && remains.isHeld(write),
    ),
    examples: lost.slice(0, MAXIMUM_EXAMPLES),
  }
}

/** All lost writes, by number; undefined where nobody can say: the trace is not whole, or no replica has authority. */
export function findLostWrites(facts: RunFacts): OperationId[] | undefined {
  if (facts.trace.dropped > 0 || facts.authorities.length === 0) return undefined
  const holding = new Holding(facts.trace, facts.history.length)
  return selectLost(facts, new Remains(facts, holding, new Lineage(facts)))
}

const selectLost = (facts: RunFacts, remains: Remains): OperationId[] =>
  selectWrites(facts, (write, outcome) => outcome === Outcome.ok && !remains.has(write))

type WriteTest = (write: OperationId, outcome: number) => boolean

const countWrites = (facts: RunFacts, test: WriteTest): number => selectWrites(facts, test).length

function selectWrites({ history }: RunFacts, test: WriteTest): OperationId[] {
  const found: OperationId[] = []
  for (let id = 0; id < history.length; id++) {
    if (history.action[id] === Action.write && test(id, history.outcome[id])) found.push(id)
  }
  return found
}

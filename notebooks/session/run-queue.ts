import type { CellOutcome } from './run-cell.ts'
import { changeState, type Store } from './store.ts'

/** Cells to run in order, up to the first that fails. */
export interface Batch {
  readonly cells: readonly string[]
  /** Called before the first cell. */
  readonly prepare?: () => void
  /** Runs one cell; `null` when there is nothing to run. */
  readonly runOne: (cell: string) => Promise<CellOutcome | null>
}

/** Runs batches one after the other, in the order in which they were asked for. */
export interface RunQueue {
  /** Gives the outcomes as far as the batch went. */
  add(batch: Batch): Promise<CellOutcome[]>
  /** What waits will not run. */
  cancel(): void
}

export function createRunQueue(store: Store): RunQueue {
  let last: Promise<unknown> = Promise.resolve()
  let cancellations = 0

  return {
    add(batch) {
      const ticket = cancellations
      for (const cell of batch.cells) changeState(store, cell, 'queued')
      const outcomes = last.then(() => runBatch(store, batch, () => ticket === cancellations))
      last = outcomes.then(ignore, ignore)
      return outcomes
    },
    cancel() {
      cancellations += 1
    },
  }
}

async function runBatch(store: Store, batch: Batch, isWanted: () => boolean) {
  const outcomes: CellOutcome[] = []
  const waiting = [...batch.cells]
  if (isWanted()) batch.prepare?.()
  while (waiting.length > 0 && isWanted() && outcomes.at(-1)?.state !== 'failed') {
    const outcome = await batch.runOne(waiting.shift()!)
    if (outcome) outcomes.push(outcome)
  }
  for (const cell of waiting) changeState(store, cell, 'idle')
  return outcomes
}

/** The caller of `add` hears of a bug in its batch; the batches after it run all the same. */
function ignore(): void {}

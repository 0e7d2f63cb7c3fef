import { hasTag } from '../document/index.ts'
import type { KernelConnection, KernelEnd } from '../kernel/index.ts'
import { type KernelLife, startLife } from './kernel-life.ts'
import type { SessionLimits } from './limits.ts'
import { clearOutputs } from './outputs.ts'
import { type CellOutcome, runCell } from './run-cell.ts'
import { codeCellOf } from './session-state.ts'
import { changeState, type Store } from './store.ts'

/** Runs the cells of one session in its kernel, which it starts when the first cell needs it. */
export interface CellRunner {
  /** `null` when the notebook has no such code cell. */
  run(cell: string): Promise<CellOutcome | null>
  /** As `run`, but a cell tagged `skip-execution` stays as it is. */
  runUnlessSkipped(cell: string): Promise<CellOutcome | null>
  forget(names: readonly string[]): void
  /** Stops the cell that runs with its variables kept; ends a kernel that cannot be asked. */
  interrupt(): void
  /** Ends the kernel; a cell that runs fails with this sentence. */
  endKernel(sentence: string): void
}

export function createCellRunner(
  store: Store,
  startKernel: () => KernelConnection,
  limits: SessionLimits,
): CellRunner {
  let life: KernelLife | null = null
  let runs = 0

  function drop(): void {
    life = null
    store.update({ owners: new Map(), records: new Map() })
  }

  /** What the kernel held is lost, so that only a cell which runs or waits is more than idle. Where none runs, the next one is told why it fails. */
  function lose(reason: KernelEnd): void {
    const { states } = store.state
    const active = [...states].filter(([, state]) => state === 'running' || state === 'queued')
    store.update({ states: new Map(active) }, { type: 'kernel-end', reason })
  }

  function endKernel(sentence: string): void {
    life?.kernel.close(sentence)
    drop()
  }

  async function run(id: string): Promise<CellOutcome | null> {
    const cell = codeCellOf(store.state.notebook, id)
    if (cell === undefined) return null
    if (cell.source.trim() === '') return leaveEmpty(store, id)
    life ??= startLife(startKernel, lose)
    const current = life
    runs += 1
    current.executionCount += 1
    const outcome = await runCell(cell, { store, limits, run: runs, ...current })
    if (!current.kernel.alive && life === current) drop()
    return outcome
  }

  return {
    run,
    async runUnlessSkipped(id) {
      const cell = codeCellOf(store.state.notebook, id)
      return cell && hasTag(cell, 'skip-execution') ? skip(store, id) : run(id)
    },
    forget: (names) => life?.kernel.forget(names),
    endKernel,
    interrupt() {
      if (life?.kernel.interrupt() === false) endKernel(cannotBeAsked)
    },
  }
}

const cannotBeAsked =
  'The run was stopped, and its kernel with it: this kernel cannot be asked to keep its variables.'

function leaveEmpty(store: Store, cell: string): CellOutcome {
  clearOutputs(store, cell, null)
  changeState(store, cell, 'done')
  return { cell, executionCount: null, state: 'done', failure: null }
}

function skip(store: Store, cell: string): CellOutcome {
  changeState(store, cell, 'skipped')
  return { cell, executionCount: null, state: 'skipped', failure: null }
}

import type { KernelConnection, KernelEnd } from '../kernel/index.ts'
import { type KernelLink, linkKernel } from './kernel-link.ts'
import type { RanCells } from './places.ts'

/** A kernel, with what it was given since it started. */
export interface KernelLife {
  readonly kernel: KernelLink
  /** Cells given so far. */
  executionCount: number
  readonly ranCells: RanCells
}

export const startLife = (
  startKernel: () => KernelConnection,
  onEnd: (reason: KernelEnd) => void,
): KernelLife => ({
  kernel: linkKernel(startKernel(), onEnd),
  executionCount: 0,
  ranCells: new Map(),
})

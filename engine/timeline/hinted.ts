import { HintStep, type OperationId } from '../trace/event.ts'

/** Writes of one hint that are remembered: a hot key may get thousands while a node is away, and a model keeps what came of them. */
const MAXIMUM_HINTED = 16

/** The writes of a hint after a step. What is handed over goes as a whole, by the name of what came of it; a crash takes back one change. */
export function hintedAfter(
  kept: readonly OperationId[],
  write: OperationId,
  step: number,
): readonly OperationId[] {
  if (step === HintStep.delivered) return []
  const others = kept.filter((one) => one !== write)
  return step === HintStep.stored ? [...others.slice(1 - MAXIMUM_HINTED), write] : others
}

import type { Condition } from '../../node/condition.ts'
import type { FaultAction } from '../resolved.ts'

/** The name of a fault in the catalogue. */
export function kindOf(action: FaultAction): string {
  switch (action.kind) {
    case 'ail':
      return conditionKind(action.wrong)
    case 'jump-clock':
      return 'clock-jump'
    case 'cut-one-way':
      return 'one-way'
    case 'impair':
      return impairmentKind(action.impairment)
    default:
      return action.kind
  }
}

function conditionKind(wrong: Partial<Condition>): string {
  if (wrong.processor !== undefined) return 'slow'
  if (wrong.disk !== undefined) return 'slow-disk'
  if (wrong.lyingMicros !== undefined) return 'lying-disk'
  if (wrong.skewMicros !== undefined) return 'clock-skew'
  return wrong.clockRate === undefined ? 'full-disk' : 'clock-drift'
}

type Impairment = Extract<FaultAction, { kind: 'impair' }>['impairment']

function impairmentKind({ loss, duplication, spread, delay }: Impairment): string {
  if (loss !== undefined) return 'loss'
  if (duplication !== undefined) return 'duplicate'
  if (spread !== undefined) return 'reorder'
  return delay === undefined ? 'bandwidth' : 'delay'
}

import type { Micros } from '../../core/clock.ts'
import { formatMoment } from '../../trace/format.ts'
import { NEVER_RETURNED, type ObservedOperation } from '../observed-history.ts'
import type { SequentialModel } from '../sequential-model.ts'

/** Texts of the moments in a history: its times, or else the numbers of its events, from 1. */
export function momentsOf(operations: readonly ObservedOperation[]): (moment: Micros) => string {
  const hasTimes = operations.every(({ invokedMicros }) => invokedMicros !== undefined)
  return hasTimes ? formatMoment : (position) => `event ${position + 1}`
}

/** `process 3: read → 4 (line 14)` */
export function describeOperation(one: ObservedOperation, model: SequentialModel): string {
  const { process, input, output, isKnown, line } = one
  const what = model.describe(input, isKnown ? output : undefined)
  const notes = [line === undefined ? spanOf(one) : `line ${line}`]
  if (!isKnown) notes.push('outcome unknown')
  return `process ${process}: ${what} (${notes.join(', ')})`
}

function spanOf({
  call,
  return: returned,
  invokedMicros,
  returnedMicros,
}: ObservedOperation): string {
  if (invokedMicros === undefined) {
    return returned === NEVER_RETURNED
      ? `from event ${call + 1}`
      : `events ${call + 1} to ${returned + 1}`
  }
  const from = formatMoment(invokedMicros)
  return returnedMicros === undefined
    ? `from ${from}`
    : `${from} to ${formatMoment(returnedMicros)}`
}

export function describeState(state: unknown, model: SequentialModel): string {
  const describe = model.describeState ?? model.identify ?? JSON.stringify
  return describe.call(model, state)
}

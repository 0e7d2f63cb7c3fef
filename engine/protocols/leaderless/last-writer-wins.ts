import type { Micros } from '../../core/clock.ts'
import { type EndpointId, NO_OPERATION, type OperationId } from '../../trace/event.ts'
import type { Held, Reconciliation } from './held.ts'

interface TimestampedHeld extends Held {
  readonly operation: OperationId
  readonly coordinator: EndpointId
}

/**
 * The version with the highest (timestamp, coordinator) stays; the other is gone without a word to its writer.
 * The order is total, since a coordinator uses no timestamp twice.
 * @param overlapMicros versions whose timestamps lie further apart cannot come from concurrent writes: no coordinator waits longer for one
 */
export function createLastWriterWins(overlapMicros: Micros): Reconciliation<TimestampedHeld> {
  return {
    coordinatorHoldsKey: false,

    create({ value, valueBytes, operation }, { coordinator }, stamp) {
      return { versions: [{ value, operation }], bytes: valueBytes, stamp, operation, coordinator }
    },

    join: (current, arriving) => (isNewer(arriving, current) ? arriving : current),

    readContext: () => undefined,

    writeContext: () => undefined,

    hash: ({ stamp, coordinator }) =>
      Math.imul(stamp | 0, 0x9e3779b1) ^ Math.imul(stamp / 0x1_0000_0000, 31) ^ coordinator,

    dropped(current, arriving, joined) {
      if (arriving.operation === current.operation) return NO_OPERATION
      if (joined === current) return arriving.operation
      return arriving.stamp - current.stamp <= overlapMicros ? current.operation : NO_OPERATION
    },
  }
}

const isNewer = (one: TimestampedHeld, other: TimestampedHeld): boolean =>
  one.stamp > other.stamp || (one.stamp === other.stamp && one.coordinator > other.coordinator)

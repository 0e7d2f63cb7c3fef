import { NEVER_RETURNED } from '../../../../engine/check/observed-history.ts'
import { Effect } from '../../../../engine/check/register-history.ts'
import type { SmallOperation } from './small-registers.ts'

/** How many writes each answered read missed, and when the first of these returned: every write looked at for every read. */
export function missedByDefinition(operations: readonly SmallOperation[]) {
  return operations.flatMap((read, id) => {
    if (read.effect !== Effect.read || read.sources === 'nowhere') return []
    const versions = read.sources.map((one) => operations[one])
    const missed = operations.filter(
      (write) =>
        write.effect === Effect.write &&
        write.key === read.key &&
        write.return !== NEVER_RETURNED &&
        write.return < read.call &&
        versions.every((version) => version.return < write.call),
    )
    const firstReturn = Math.min(...missed.map((write) => write.return))
    return [{ read: id, missed: missed.length, age: read.call - firstReturn }]
  })
}

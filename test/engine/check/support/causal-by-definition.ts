import { NEVER_RETURNED } from '../../../../engine/check/observed-history.ts'
import { Effect } from '../../../../engine/check/register-history.ts'
import type { Guarantee } from '../../../../engine/check/verdict.ts'
import type { SmallOperation } from './small-registers.ts'

/** Word for word the definitions of causal consistency and the session guarantees, over a closed relation. Cubic; for a dozen operations. */
export function brokenByDefinition(operations: readonly SmallOperation[]): Set<Guarantee> {
  const ids = operations.map((_, id) => id)
  const sourcesOf = (id: number) => {
    const { sources, effect } = operations[id]
    return sources === 'nowhere' || effect !== Effect.read ? [] : sources
  }
  const isOver = (id: number) =>
    operations[id].effect !== Effect.none && operations[id].return !== NEVER_RETURNED
  const isWrite = (id: number) => operations[id].effect === Effect.write
  const isSession = (one: number, other: number) =>
    operations[one].process === operations[other].process &&
    isOver(one) &&
    operations[one].return < operations[other].call
  const before = ids.map((one) =>
    ids.map((other) => isSession(one, other) || sourcesOf(other).includes(one)),
  )
  for (const by of ids) {
    for (const one of ids) {
      for (const other of ids) {
        if (before[one][by] && before[by][other]) before[one][other] = true
      }
    }
  }
  /** Whether a write is newer than a version of its key; undefined: the initial one. */
  const isNewer = (write: number, version: number | undefined) =>
    version === undefined || (write !== version && before[version][write])

  const reads = ids.filter((id) => operations[id].effect === Effect.read)
  /** Whether some read returned only versions that a write which it should have seen had replaced. */
  const isBroken = (shouldSee: (read: number) => readonly number[]) =>
    reads.some((read) => {
      if (operations[read].sources === 'nowhere') return false
      const found = sourcesOf(read)
      const versions = found.length === 0 ? [undefined] : found
      const known = shouldSee(read).filter((one) => operations[one].key === operations[read].key)
      return versions.every((version) => known.some((write) => isNewer(write, version)))
    })

  const writesBefore = (id: number) => ids.filter((one) => isWrite(one) && isSession(one, id))
  const readsBefore = (id: number) => reads.filter((one) => isSession(one, id)).flatMap(sourcesOf)
  const found: [Guarantee, boolean][] = [
    ['read your writes', isBroken(writesBefore)],
    ['monotonic reads', isBroken(readsBefore)],
    ['monotonic writes', isBroken((read) => readsBefore(read).flatMap(writesBefore))],
    ['writes follow reads', isBroken((read) => readsBefore(read).flatMap(readsBefore))],
    [
      'causally consistent',
      isBroken((read) => ids.filter((one) => isWrite(one) && before[one][read])),
    ],
    ['causally consistent', reads.some((read) => operations[read].sources === 'nowhere')],
    ['causally consistent', ids.some((id) => before[id][id])],
    ['writes follow reads', ids.some((id) => before[id][id])],
  ]
  return new Set(found.flatMap(([guarantee, isSo]) => (isSo ? [guarantee] : [])))
}

/** Whether operations are causes of themselves. */
export const CIRCLE_GUARANTEES: readonly Guarantee[] = [
  'causally consistent',
  'writes follow reads',
]

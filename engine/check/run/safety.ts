import { convergent } from './convergent.ts'
import type { RunCheck } from './knowledge.ts'
import { noDirtyReads } from './no-dirty-reads.ts'
import { noLostUpdates } from './no-lost-updates.ts'
import { noLostWrites } from './no-lost-writes.ts'
import { oneLeaderATerm } from './one-leader.ts'

/** What a run must not do, whatever consistency it has: checks of what replicas hold and do. */
export const SAFETY: readonly RunCheck[] = [
  convergent,
  noLostWrites,
  noLostUpdates,
  noDirtyReads,
  oneLeaderATerm,
]

import type { EndpointId } from '../../trace/event.ts'
import { type CommitRule, FixedCount, MajorityOfTerm, SemiSync } from './acknowledgement.ts'
import { InSync } from './in-sync.ts'
import type { ReplicaParts } from './parts.ts'
import type { Progress } from './progress.ts'

interface RuleParts {
  readonly parts: ReplicaParts
  readonly term: number
  readonly followers: readonly Progress[]
  /** Who is in the set of those that keep up, where there is one; undefined for all. */
  readonly members: readonly EndpointId[] | undefined
  /** Called when more may be committed, or less, though no follower has answered. */
  readonly onChanged: () => void
}

/** The rule that the settings ask for. */
export function createCommitRule(given: RuleParts): CommitRule {
  const { parts, term, followers, members, onChanged } = given
  const { replication } = parts.settings
  switch (replication.kind) {
    case 'in-sync':
      return new InSync(parts, term, followers, replication, members, onChanged)
    case 'majority':
      return new MajorityOfTerm(parts, term, followers)
    case 'semi-sync':
      return replication.onTimeout === 'async'
        ? new SemiSync(parts, followers, replication, onChanged)
        : new FixedCount(parts, followers)
    default:
      return new FixedCount(parts, followers)
  }
}

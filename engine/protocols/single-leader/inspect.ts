import { toMillis } from '../../core/clock.ts'
import type { EndpointId, KeyId, RoleName } from '../../trace/event.ts'
import type { StoredVersion } from '../client.ts'
import type { ReplicaState } from '../model.ts'
import type { Leadership } from './leadership.ts'
import type { Entry } from './log.ts'
import type { ReplicaParts } from './parts.ts'
import { writesSetAside } from './set-aside.ts'

/** A view of a replica, for a reader. */
export function inspectReplica(
  parts: ReplicaParts,
  role: RoleName,
  leader: EndpointId,
  leading: Leadership | undefined,
): ReplicaState {
  const { ballot, log, state } = parts
  return {
    role,
    term: ballot.value.term,
    log: { length: log.length, committed: log.committed },
    keys: () => state.keys(),
    versions: (key: KeyId) => versionsOf(state.read(key)),
    details: {
      leader,
      durable: log.durable,
      applied: state.applied,
      ...(parts.settings.rejoin === 'set-aside' ? { setAside: valuesSetAside(parts) } : {}),
      ...(leading === undefined ? {} : leaderDetails(parts, leading)),
    },
  }
}

const versionsOf = (entry: Entry | undefined): readonly StoredVersion[] =>
  entry === undefined ? [] : [{ value: entry.value, operation: entry.operation }]

const valuesSetAside = ({ context }: ReplicaParts): unknown[] =>
  writesSetAside(context).map(({ value }) => value)

/** What a leader knows of itself and its followers; `lag` in entries, `inSync` only where the rule has such a set, `leaseUntilMillis` is null where nobody fences, 0 for a leader that has no lease yet. */
function leaderDetails({ log }: ReplicaParts, leading: Leadership): Record<string, unknown> {
  const until = leading.lease.until()
  return {
    replication: leading.rule.status,
    ...(leading.rule.members === undefined ? {} : { inSync: leading.rule.members }),
    leaseUntilMillis: until === Number.POSITIVE_INFINITY ? null : toMillis(Math.max(0, until)),
    followers: leading.followers.map(({ follower, matched, isStreaming }) => ({
      follower,
      matched,
      lag: log.length - matched,
      state: isStreaming ? 'streaming' : 'catching up',
    })),
  }
}

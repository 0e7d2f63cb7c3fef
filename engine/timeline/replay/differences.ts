import type { EndpointId, KeyId } from '../../trace/event.ts'
import type { RecordedRun } from '../recorded-run.ts'
import type { ClusterAt, LogAt, NodeAt } from './state.ts'
import type { VersionAt } from './version-set.ts'

/** In what the replicas that run differ at a moment. */
export interface Differences {
  /** Keys that some of those which are to hold them hold otherwise than others, ascending. */
  readonly keys: readonly KeyId[]
  /** Of each replica with a log; none where the model keeps no logs. */
  readonly logs: readonly LogDifference[]
}

/** How a replica's log stands to that of the leader: of the highest term that runs, else the longest. */
export interface LogDifference {
  readonly node: EndpointId
  /** Entries from the beginning that are the same in both. */
  readonly agrees: number
  /** Entries that it has beyond these: they contradict the leader's, or are ahead of it. */
  readonly own: number
  /** Entries of the leader that it lacks. */
  readonly lacks: number
}

export const differencesAt = (state: ClusterAt, run: RecordedRun): Differences => ({
  keys: differingKeys(state, run),
  logs: logDifferences(state),
})

const runs = ({ kind, status }: NodeAt) => kind === 'replica' && status !== 'down'

function differingKeys({ nodes }: ClusterAt, { holders }: RecordedRun): KeyId[] {
  const running = nodes.filter(runs)
  const keys = new Set(running.flatMap((node) => node.keys()))
  const isHolder = (node: NodeAt, key: KeyId) =>
    holders.length === 0 || (holders[key]?.includes(node.endpoint) ?? true)
  const differs = (key: KeyId) => {
    const held = running.filter((node) => isHolder(node, key)).map((node) => node.versions(key))
    return held.some((versions) => !areEqual(held[0], versions))
  }
  return [...keys].filter(differs).sort((a, b) => a - b)
}

/** Whether two replicas hold the same of a key, in whatever order. */
export function areEqual(one: readonly VersionAt[], other: readonly VersionAt[]): boolean {
  if (one.length !== other.length) return false
  const isPlain = one.length === 1 && one[0].merged.length + other[0].merged.length === 0
  return isPlain ? one[0].operation === other[0].operation : signature(one) === signature(other)
}

/** The same for the same versions in any order. */
const signature = (versions: readonly VersionAt[]): string =>
  versions
    .map(({ operation, merged }) =>
      merged.length === 0 ? `${operation}` : [...merged].sort().join('+'),
    )
    .sort()
    .join(' ')

function logDifferences({ nodes }: ClusterAt): LogDifference[] {
  const logged = nodes.flatMap(({ endpoint, log }) =>
    log === undefined ? [] : [{ endpoint, log }],
  )
  const reference = referenceLog(nodes)
  if (reference === undefined) return []
  return logged.map(({ endpoint: node, log }) => {
    const agrees = agreement(log, reference)
    return { node, agrees, own: log.length - agrees, lacks: reference.length - agrees }
  })
}

function referenceLog(nodes: readonly NodeAt[]): LogAt | undefined {
  const leaders = nodes.filter(({ role, status }) => leads(role) && status !== 'down')
  const leader = leaders.reduce<NodeAt | undefined>(
    (best, node) => (best === undefined || node.term > best.term ? node : best),
    undefined,
  )
  const logs = nodes.flatMap(({ log }) => (log === undefined ? [] : [log]))
  const longest = logs.reduce<LogAt | undefined>(
    (best, log) => (best === undefined || log.length > best.length ? log : best),
    undefined,
  )
  return leader?.log ?? longest
}

const leads = (role: NodeAt['role']): boolean => role === 'leader' || role === 'fenced'

/** Where two logs agree at an offset they agree before it (log matching), so the end of agreement is found by halving. */
function agreement(one: LogAt, other: LogAt): number {
  let from = 0
  let to = Math.min(one.length, other.length)
  while (from < to) {
    const middle = (from + to) >>> 1
    const [mine, theirs] = [one.entry(middle), other.entry(middle)]
    if (mine.term === theirs.term && mine.operation === theirs.operation) from = middle + 1
    else to = middle
  }
  return from
}

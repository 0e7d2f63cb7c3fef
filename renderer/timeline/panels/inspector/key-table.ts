import type {
  ClusterAt,
  NodeAt,
  Replay,
  StateChange,
  VersionAt,
} from '../../../../engine/timeline/index.ts'

/** What each replica holds of one key. Plain data. */
export interface KeyTable {
  readonly rows: readonly KeyRow[]
  /** Whether replicas that run hold different versions. */
  readonly isDifferent: boolean
}

export interface KeyRow {
  /** Endpoint. */
  readonly node: number
  readonly isDown: boolean
  /** False where this replica is not to hold the key. */
  readonly isHolder: boolean
  /** False where the trace leaves open which siblings were replaced. */
  readonly isCertain: boolean
  /** Several: siblings. */
  readonly versions: readonly ShownVersion[]
  /** It holds others than most replicas that run. */
  readonly isDifferent: boolean
  /** The last step changed it. */
  readonly isChanged: boolean
}

export interface ShownVersion {
  readonly operation: number
  readonly merged: readonly number[]
  /** What was written, as JSON, cut to a length that fits a table. */
  readonly value: string
  /** The replica that first showed the write, and its count of the key's writes there. */
  readonly name: Dot | undefined
  /** What its author knew, by replica; empty where nothing is known. */
  readonly context: readonly Dot[]
}

export interface Dot {
  readonly node: number
  readonly counter: number
}

/** Characters of a value that are shown. */
const MOST_CHARACTERS = 24

export function keyTable(
  replay: Replay,
  { nodes }: ClusterAt,
  changes: readonly StateChange[],
  key: number,
): KeyTable {
  const { holders } = replay.run
  const replicas = nodes.filter(({ kind }) => kind === 'replica')
  const isHolder = ({ endpoint }: NodeAt) => holders[key]?.includes(endpoint) ?? true
  const isJudged = (node: NodeAt) => node.status !== 'down' && isHolder(node)
  const usual = usualOf(replicas.filter(isJudged).map((node) => signatureOf(node.versions(key))))
  const isChanged = ({ endpoint }: NodeAt) =>
    changes.some(
      (change) => change.node === endpoint && change.key === key && change.part === 'versions',
    )
  const rows = replicas.map((node) => ({
    node: node.endpoint,
    isDown: node.status === 'down',
    isHolder: isHolder(node),
    isCertain: node.isCertain(key),
    versions: node.versions(key).map((version) => showVersion(replay, version)),
    isDifferent: isJudged(node) && signatureOf(node.versions(key)) !== usual,
    isChanged: isChanged(node),
  }))
  return { rows, isDifferent: rows.some((row) => row.isDifferent) }
}

/** The same for the same versions in any order. */
const signatureOf = (versions: readonly VersionAt[]): string =>
  versions
    .map(({ operation, merged }) => [operation, ...merged].join('+'))
    .sort()
    .join(' ')

/** What most replicas hold; of equally many the one with the newest write. */
function usualOf(signatures: readonly string[]): string | undefined {
  const votes = new Map<string, number>()
  for (const signature of signatures) votes.set(signature, (votes.get(signature) ?? 0) + 1)
  const ranked = [...votes].sort(
    ([one, many], [other, more]) => more - many || newest(other) - newest(one),
  )
  return ranked[0]?.[0]
}

const newest = (signature: string): number => Math.max(-1, ...signature.split(/[ +]/).map(Number))

function showVersion(replay: Replay, { operation, merged }: VersionAt): ShownVersion {
  const causality = replay.causality()
  const known = merged.length > 0 ? [] : causality.contextOf(operation)
  const { history } = replay.run
  return {
    operation,
    merged,
    value: short(operation < 0 ? '' : String(JSON.stringify(history.written(operation)))),
    name: operation < 0 ? undefined : causality.nameOf(operation),
    context: [...known].flatMap((counter, node) => (counter > 0 ? [{ node, counter }] : [])),
  }
}

const short = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`

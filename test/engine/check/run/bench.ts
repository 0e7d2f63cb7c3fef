import { type Evidence, evidenceOf } from '../../../../engine/check/run/evidence.ts'
import type { RunKnowledge } from '../../../../engine/check/run/knowledge.ts'
import {
  type Cluster,
  type ClusterSpec,
  cluster,
  type OperationId,
} from '../../../../engine/index.ts'

/** Two clients, one millisecond between all, and disks that need no time. */
export const start = (model: ClusterSpec['model'], more: Partial<ClusterSpec> = {}): Cluster =>
  cluster({ network: { latency: '1ms' }, disk: { sync: 0 }, clients: 2, model, ...more })

/** One replica is enough, and nothing brings replicas together later. */
export const QUICK = { write: 1, read: 1, readRepair: false, hintedHandoff: false } as const

/** What the evidence says of a read that went wrong. */
export const evidenceFor = (knowledge: RunKnowledge, ...operations: OperationId[]): Evidence =>
  evidenceOf(knowledge, { operations, steps: [] })

export const sentences = ({ messages, hints }: Evidence): string[] =>
  [...messages, ...hints].map(({ sentence }) => sentence)

/** The last one that was sent to a node. */
export const sentTo = ({ messages }: Evidence, node: number) =>
  messages.filter(({ to }) => to === node).at(-1)

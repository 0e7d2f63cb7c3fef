import { positiveDuration } from '../schema/duration.ts'
import { type FieldsOf, optional, record, withDefault } from '../schema/record.ts'
import { whole } from '../schema/scalar.ts'
import type { Read } from '../schema/schema.ts'
import { baseFields, type ClusterSpec } from './scenario.ts'

export const clusterSchema = record('a cluster', {
  ...baseFields,
  clients: optional(whole(1, 1_000), 'Number of clients.', 'one a region, at least one'),
  timeout: withDefault(positiveDuration, '1s', 'How long a client waits for an answer.'),
  retries: withDefault(
    whole(0, 100),
    0,
    'How often an operation without an answer is tried again.',
  ),
} satisfies FieldsOf<ClusterSpec>)

export type CheckedCluster = Read<typeof clusterSchema>

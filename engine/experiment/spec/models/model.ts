import type { Result } from '../../../core/result.ts'
import type { Read } from '../../schema/schema.ts'
import { union } from '../../schema/union.ts'
import { buildCustom, type CustomModelSpec, customModelSchema } from './custom.ts'
import type { BuiltModel } from './kind.ts'
import { buildLeaderless, type LeaderlessSpec, leaderlessSchema } from './leaderless.ts'
import { buildMultiLeader, type MultiLeaderSpec, multiLeaderSchema } from './multi-leader.ts'
import { buildSingleLeader, type SingleLeaderSpec, singleLeaderSchema } from './single-leader.ts'

/** How the data is replicated: `singleLeader`, `multiLeader`, `leaderless`, or a model of one's own (`defineModel`). */
export type ModelSpec = SingleLeaderSpec | MultiLeaderSpec | LeaderlessSpec | CustomModelSpec

export const modelSchema = union('a model', {
  'single-leader': singleLeaderSchema,
  'multi-leader': multiLeaderSchema,
  leaderless: leaderlessSchema,
  custom: customModelSchema,
})

export type CheckedModel = Read<typeof modelSchema>

export function buildModel(given: CheckedModel, path: string): Result<BuiltModel> {
  switch (given.kind) {
    case 'single-leader':
      return buildSingleLeader(given, path)
    case 'multi-leader':
      return buildMultiLeader(given, path)
    case 'leaderless':
      return buildLeaderless(given, path)
    case 'custom':
      return buildCustom(given)
  }
}

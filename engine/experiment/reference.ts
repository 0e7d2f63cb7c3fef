import type { NamedField, Schema } from './schema/schema.ts'
import { clusterSchema } from './spec/cluster.ts'
import { scenarioSchema } from './spec/scenario.ts'

/** One field that a scenario may have, as a reference page shows it; plain JSON. */
export interface FieldReference {
  /** Where it stands: `network.latency`, `model(leaderless).write`, `faults[](crash).target`. */
  readonly path: string
  /** What it means, one sentence. */
  readonly meaning: string
  /** What it may be. */
  readonly allowed: string
  readonly required: boolean
  /** What holds when it is left out, as the user would write it; undefined where `otherwise` says it in words, or where it is required. */
  readonly default: unknown
  /** What holds when it is left out, in words. */
  readonly otherwise: string | undefined
}

/** Every field of a scenario, in order: what the reference is made from. */
export const describeScenario = (): FieldReference[] => fieldsOf(scenarioSchema, '')

/** Every field of a stepwise cluster. */
export const describeCluster = (): FieldReference[] => fieldsOf(clusterSchema, '')

function fieldsOf(schema: Schema<unknown>, path: string): FieldReference[] {
  const { parts } = schema
  switch (parts?.kind) {
    case 'record':
      return parts.fields.flatMap((field) => fieldAndBelow(field, path))
    case 'union':
      return parts.members.flatMap(({ tag, schema: member }) => fieldsOf(member, `${path}(${tag})`))
    case 'list':
      return fieldsOf(parts.item, `${path}[]`)
    default:
      return []
  }
}

function fieldAndBelow({ name, schema, meaning, presence }: NamedField, path: string) {
  const place = path === '' ? name : `${path}.${name}`
  const field: FieldReference = {
    path: place,
    meaning,
    allowed: schema.allowed,
    required: presence.kind === 'required',
    default: presence.kind === 'default' ? presence.value : undefined,
    otherwise: presence.kind === 'optional' ? presence.otherwise : undefined,
  }
  return [field, ...fieldsOf(schema, place)]
}

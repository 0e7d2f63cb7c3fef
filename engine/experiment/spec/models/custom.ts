import type { Result } from '../../../core/result.ts'
import type { NodeContext } from '../../../node/context.ts'
import type { Process } from '../../../node/machine.ts'
import type {
  LiveReplica,
  Model,
  Replica,
  Router,
  RouterContext,
} from '../../../protocols/model.ts'
import type { EndpointId } from '../../../trace/event.ts'
import { orThrow } from '../../scenario-error.ts'
import { type FieldsOf, optional, record, required } from '../../schema/record.ts'
import { problem } from '../../schema/refusal.ts'
import { code, text, whole } from '../../schema/scalar.ts'
import type { Read } from '../../schema/schema.ts'
import { listed } from '../../schema/show.ts'
import { optionsOf } from '../options.ts'
import { regionNames } from '../regions.ts'
import { type BuiltModel, built, MAXIMUM_NODES } from './kind.ts'

/** A replication model of the user's own; see `Model` for what each part must do. */
export interface ModelDefinition {
  /** Its name, as the run shows it. */
  readonly name: string
  /** How many replicas it runs on. */
  readonly replicas: number
  /** Makes the process of one replica, at each start anew, over the disk that the last one left. */
  readonly createReplica: (context: NodeContext) => Replica
  /** Makes a client's driver. Default: asks any replica, and the next one after silence. */
  readonly createRouter?: (client: RouterContext) => Router
  /** Makes the process of a controller beside the replicas. Default: there is none. */
  readonly createController?: (context: NodeContext) => Process
  /** The replicas whose state counts when the run is over. Default: all that are up. */
  readonly authorities?: (replicas: readonly LiveReplica[]) => EndpointId[]
  /** Regions of the nodes, round robin. Default: none. */
  readonly regions?: readonly string[]
}

export type CustomModelSpec = { readonly kind: 'custom' } & ModelDefinition

/** Makes a model of one's own out of a replica's behaviour, for `model:` in a scenario. */
export const defineModel = (definition: ModelDefinition): CustomModelSpec => ({
  kind: 'custom',
  ...optionsOf('defineModel', definition),
})

export const customModelSchema = record('a model', {
  name: required(text('a name', 60), 'Its name, as the run shows it.'),
  replicas: required(whole(1, MAXIMUM_NODES), 'How many replicas it runs on.'),
  createReplica: required(
    code<Model['createReplica']>('a function that makes a replica'),
    'Makes the process of one replica.',
  ),
  createRouter: optional(
    code<Model['createRouter']>("a function that makes a client's driver"),
    "Makes a client's driver.",
    'asks any replica, and the next one after silence',
  ),
  createController: optional(
    code<(context: NodeContext) => Process>('a function that makes a controller'),
    'Makes the process of a controller beside the replicas.',
    'there is none',
  ),
  authorities: optional(
    code<Model['authorities']>('a function of the live replicas that gives their numbers'),
    'The replicas whose state counts when the run is over.',
    'all that are up',
  ),
  regions: optional(regionNames, 'Regions of the nodes, round robin.', 'none'),
} satisfies FieldsOf<ModelDefinition>)

export function buildCustom(given: Read<typeof customModelSchema>): Result<BuiltModel> {
  const { regions, ...parts } = given
  const model: Model = {
    ...parts,
    createReplica: (context) => checked(parts.createReplica(context), parts.name),
    createRouter: parts.createRouter ?? createAnyRouter,
    authorities: parts.authorities ?? ((replicas) => replicas.map(({ id }) => id)),
  }
  return built(model, { leaders: 'unknown', promotion: true, levels: true }, regions)
}

/** What makes a replica; that it is one can be seen only when it is made. @throws {ScenarioError} */
function checked(replica: Replica, model: string): Replica {
  const missing = REPLICA_METHODS.find((method) => typeof replica?.[method] !== 'function')
  if (missing === undefined) return replica
  const sentence = `A replica of '${model}' has no ${missing}, but createReplica must give an object with ${listed(REPLICA_METHODS, 'and')}.`
  return orThrow<Replica>(problem('scenario/wrong-type', sentence))
}

const REPLICA_METHODS = ['start', 'receive', 'inspect'] as const

function createAnyRouter(client: RouterContext): Router {
  let silent: EndpointId | undefined
  return {
    choose() {
      const { replicas } = client
      const chosen = client.random.below(replicas.length)
      const isSilent = replicas[chosen] === silent
      return replicas[isSilent ? (chosen + 1) % replicas.length : chosen]
    },
    learn(from, reply) {
      if (reply === undefined) silent = from
      else if (silent === from) silent = undefined
    },
  }
}

import { ok, type Result } from '../../core/result.ts'
import type { ReadLevel, WriteLevel } from '../../protocols/client.ts'
import { Action } from '../../trace/history.ts'
import type { Client, OperationRequest } from '../../workload/client.ts'
import type { Names } from '../resolve/names.ts'
import { refuseName } from '../resolve/names.ts'
import { isPlainObject, toPlain } from '../schema/plain.ts'
import { unknownField } from '../schema/record.ts'
import { problem, refuse } from '../schema/refusal.ts'
import { oneOf, text } from '../schema/scalar.ts'
import type { Schema } from '../schema/schema.ts'
import type { ModelTraits } from '../spec/models/kind.ts'
import type { World } from '../world.ts'
import type { KeyTable } from './keys.ts'
import { OperationOutcome } from './operation.ts'

/** Who asks, whom, and for how much. */
export interface ReadOptions {
  /** Name of the node to read from. Default: the model's clients choose. */
  readonly from?: string
  /** Name of the client that asks, or of the region whose first client asks. Default `'c1'`. */
  readonly client?: string
  /** What this read may show, in a model with a leader: see `readLevel` there. Default: as the model says. */
  readonly level?: ReadLevel
}

export interface WriteOptions {
  /** Name of the node to write to. Default: the model's clients choose. */
  readonly to?: string
  /** Name of the client that asks, or of the region whose first client asks. Default `'c1'`. */
  readonly client?: string
  /** The result of a read that this write builds on: with version vectors it replaces what that read found. */
  readonly basedOn?: OperationOutcome
  /** How far this write must have come when it is answered, in a model with a leader: see `answers` there. Default: as the model says. */
  readonly level?: WriteLevel
}

interface RequestParts {
  readonly world: World
  readonly names: Names
  readonly traits: ModelTraits
  readonly keys: KeyTable
}

export interface NamedRequest {
  readonly client: Client
  readonly request: OperationRequest
}

const keyName = text('the name of a key')
const readLevel = oneOf<ReadLevel>('local', 'committed', 'linearizable')
const writeLevel = oneOf<WriteLevel>('received', 'synced', 'committed')

export function readRequest(
  key: unknown,
  options: unknown,
  parts: RequestParts,
): Result<NamedRequest> {
  const parsed = parse(key, options, ['from', 'client', 'level'], readLevel, parts)
  if (!parsed.ok) return parsed
  const { client, aim } = parsed.value
  return ok({ client, request: { ...aim, action: Action.read } })
}

export function writeRequest(
  key: unknown,
  value: unknown,
  options: unknown,
  parts: RequestParts,
): Result<NamedRequest> {
  const copied = writable(value)
  if (!copied.ok) return copied
  const parsed = parse(key, options, ['to', 'client', 'basedOn', 'level'], writeLevel, parts)
  if (!parsed.ok) return parsed
  const { client, aim, name, given } = parsed.value
  const based = checkBase(given.basedOn, name, parts.world)
  if (!based.ok) return based
  const basedOn = based.value && OperationOutcome.resultOf(based.value)
  return ok({ client, request: { ...aim, action: Action.write, value: copied.value, basedOn } })
}

/** What reads and writes have in common. */
interface ParsedRequest {
  readonly name: string
  readonly client: Client
  readonly aim: Pick<OperationRequest, 'key' | 'replica' | 'level'>
  readonly given: Readonly<Record<string, unknown>>
}

/** @param fields names of the options, first that of the node */
function parse(
  key: unknown,
  options: unknown,
  fields: readonly string[],
  levels: Schema<ReadLevel | WriteLevel>,
  parts: RequestParts,
): Result<ParsedRequest> {
  const name = keyName.read(key, 'key')
  if (!name.ok) return name
  const given = checkOptions(options, fields)
  if (!given.ok) return given
  const [place] = fields
  const client = findClient(given.value.client, parts)
  if (!client.ok) return client
  const replica = findReplica(given.value[place], place, parts)
  if (!replica.ok) return replica
  const level = checkLevel(given.value.level, levels, parts.traits)
  if (!level.ok) return level
  const aim = {
    key: parts.keys.number(name.value),
    replica: replica.value,
    level: level.value,
  }
  return ok({ name: name.value, client: client.value, aim, given: given.value })
}

function writable(value: unknown): Result<unknown> {
  const copied = toPlain(value, 'value')
  return !copied.ok || isJson(copied.value)
    ? copied
    : refuse('value', value, 'data that JSON can hold')
}

function isJson(value: unknown): boolean {
  if (typeof value === 'object') return value === null || Object.values(value).every(isJson)
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}

function checkBase(base: unknown, key: string, world: World): Result<OperationOutcome | undefined> {
  if (base === undefined) return ok(undefined)
  if (!OperationOutcome.is(base, world) || base.action !== 'read') {
    return refuse('basedOn', base, 'the result of a read of this cluster')
  }
  if (base.key !== key) {
    return problem(
      'scenario/conflict',
      `basedOn is a read of ${base.key}, but must be one of ${key}.`,
    )
  }
  return ok(base)
}

function checkOptions(
  options: unknown,
  names: readonly string[],
): Result<Readonly<Record<string, unknown>>> {
  if (options === undefined) return ok({})
  if (!isPlainObject(options)) return refuse('options', options, `an object of ${names.join(', ')}`)
  const stranger = Object.keys(options).find((name) => !names.includes(name))
  return stranger === undefined ? ok(options) : unknownField('options', stranger, names)
}

function checkLevel(
  level: unknown,
  levels: Schema<ReadLevel | WriteLevel>,
  traits: ModelTraits,
): Result<ReadLevel | WriteLevel | undefined> {
  if (level === undefined) return ok(undefined)
  if (traits.levels) return levels.read(level, 'level')
  const sentence =
    'level has no meaning in a model without one leader: its own settings say what reads and writes wait for.'
  return problem('scenario/conflict', sentence)
}

function findReplica(
  name: unknown,
  field: string,
  { names }: RequestParts,
): Result<number | undefined> {
  if (name === undefined) return ok(undefined)
  const nodes = names.places.filter(({ kind }) => kind === 'replica')
  const node = nodes.find((place) => place.name === name)
  if (node !== undefined) return ok(node.id)
  return refuseName(field, name, names.nodeNames)
}

function findClient(name: unknown, { names, world }: RequestParts): Result<Client> {
  if (name === undefined) return ok(world.clients[0])
  const clients = names.places.filter(({ kind }) => kind === 'client')
  const found = clients.find((place) => place.name === name || place.region === name)
  if (found !== undefined) return ok(world.clients[found.id - clients[0].id])
  const regions = new Set(clients.map(({ region }) => region).filter((region) => region !== ''))
  return refuseName('client', name, [...clients.map((place) => place.name), ...regions])
}

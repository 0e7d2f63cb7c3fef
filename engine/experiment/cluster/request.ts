import { ok, type Result } from '../../core/result.ts'
import { Action } from '../../trace/history.ts'
import type { Client, OperationRequest } from '../../workload/client.ts'
import type { Names } from '../resolve/names.ts'
import { refuseName } from '../resolve/names.ts'
import { isPlainObject, toPlain } from '../schema/plain.ts'
import { unknownField } from '../schema/record.ts'
import { problem, refuse } from '../schema/refusal.ts'
import { text } from '../schema/scalar.ts'
import type { World } from '../world.ts'
import type { KeyTable } from './keys.ts'
import { OperationOutcome } from './operation.ts'

/** Who asks, and whom. */
export interface ReadOptions {
  /** Name of the node to read from. Default: the model's clients choose. */
  readonly from?: string
  /** Name of the client that asks, or of the region whose first client asks. Default `'c1'`. */
  readonly client?: string
}

export interface WriteOptions {
  /** Name of the node to write to. Default: the model's clients choose. */
  readonly to?: string
  /** Name of the client that asks, or of the region whose first client asks. Default `'c1'`. */
  readonly client?: string
  /** The result of a read that this write builds on: with version vectors it replaces what that read found. */
  readonly basedOn?: OperationOutcome
}

interface RequestParts {
  readonly world: World
  readonly names: Names
  readonly keys: KeyTable
}

export interface NamedRequest {
  readonly client: Client
  readonly request: OperationRequest
}

const keyName = text('the name of a key')

export function readRequest(
  key: unknown,
  options: unknown,
  parts: RequestParts,
): Result<NamedRequest> {
  const { keys } = parts
  const name = keyName.read(key, 'key')
  if (!name.ok) return name
  const given = checkOptions(options, ['from', 'client'])
  if (!given.ok) return given
  const addressed = address(given.value.client, given.value.from, 'from', parts)
  if (!addressed.ok) return addressed
  const { client, replica } = addressed.value
  return ok({ client, request: { action: Action.read, key: keys.number(name.value), replica } })
}

export function writeRequest(
  key: unknown,
  value: unknown,
  options: unknown,
  parts: RequestParts,
): Result<NamedRequest> {
  const { keys } = parts
  const name = keyName.read(key, 'key')
  if (!name.ok) return name
  const copied = writable(value)
  if (!copied.ok) return copied
  const given = checkOptions(options, ['to', 'client', 'basedOn'])
  if (!given.ok) return given
  const based = checkBase(given.value.basedOn, name.value, parts.world)
  if (!based.ok) return based
  const addressed = address(given.value.client, given.value.to, 'to', parts)
  if (!addressed.ok) return addressed
  const { client, replica } = addressed.value
  const request = {
    action: Action.write,
    key: keys.number(name.value),
    value: copied.value,
    basedOn: based.value && OperationOutcome.resultOf(based.value),
    replica,
  }
  return ok({ client, request })
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

function address(
  clientName: unknown,
  nodeName: unknown,
  field: string,
  { world, names }: RequestParts,
): Result<{ readonly client: Client; readonly replica: number | undefined }> {
  const client = findClient(clientName, names, world)
  if (!client.ok) return client
  if (nodeName === undefined) return ok({ client: client.value, replica: undefined })
  const nodes = names.places.filter(({ kind }) => kind === 'replica')
  const node = nodes.find(({ name }) => name === nodeName)
  if (node !== undefined) return ok({ client: client.value, replica: node.id })
  return refuseName(
    field,
    nodeName,
    nodes.map(({ name }) => name),
  )
}

function findClient(name: unknown, names: Names, world: World): Result<Client> {
  if (name === undefined) return ok(world.clients[0])
  const clients = names.places.filter(({ kind }) => kind === 'client')
  const found = clients.find((place) => place.name === name || place.region === name)
  if (found !== undefined) return ok(world.clients[found.id - clients[0].id])
  const regions = new Set(clients.map(({ region }) => region).filter((region) => region !== ''))
  return refuseName('client', name, [...clients.map((place) => place.name), ...regions])
}

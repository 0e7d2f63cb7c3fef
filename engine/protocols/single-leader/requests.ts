import { type EndpointId, NO_ENDPOINT } from '../../trace/event.ts'
import {
  type ClientRequest,
  type ReadRequest,
  readReply,
  type StoredVersion,
  type WriteRequest,
  writeReply,
} from '../client.ts'
import type { Following } from './following.ts'
import type { Leadership } from './leadership.ts'
import type { ReplicaParts } from './parts.ts'

const NO_VERSIONS: readonly StoredVersion[] = []

/** A client's request to a leader: refused when another may lead by now. */
export function serveAsLeader(
  parts: ReplicaParts,
  leading: Leadership,
  client: EndpointId,
  request: ClientRequest,
): void {
  // A new leader serves nobody until it has applied all that it received before.
  if (!leading.holdsLease() || parts.state.isBehind) refuse(parts, client, request)
  else if (request.kind === 'write') write(parts, leading, client, request)
  else if (leading.isReadable()) read(parts, client, request)
  else refuse(parts, client, request)
}

/** A client's request to a replica that does not lead. */
export function serveAsFollower(
  parts: ReplicaParts,
  { leader, isDiverged }: Following,
  client: EndpointId,
  request: ClientRequest,
): void {
  if (isDiverged && parts.settings.rejoin === 'refuse') refuse(parts, client, request)
  else if (request.kind === 'read' && parts.settings.reads !== 'leader')
    read(parts, client, request)
  else if (leader === NO_ENDPOINT) refuse(parts, client, request)
  else parts.context.send(client, writeReply(request.operation, 'redirect', leader))
}

/** Refused when there is no room for it, or too few would have it. */
function write(
  parts: ReplicaParts,
  leading: Leadership,
  client: EndpointId,
  request: WriteRequest,
): void {
  if (parts.context.disk.isFull || !leading.accepts()) refuse(parts, client, request)
  else leading.write(client, request)
}

function read({ context, state }: ReplicaParts, client: EndpointId, request: ReadRequest): void {
  const { operation, key } = request
  const entry = state.read(key)
  const reply =
    entry === undefined
      ? readReply(operation, NO_VERSIONS, undefined, 0)
      : readReply(operation, entry.versions, undefined, entry.valueBytes)
  context.send(client, reply)
}

function refuse(
  { context }: ReplicaParts,
  client: EndpointId,
  { operation }: ReadRequest | WriteRequest,
): void {
  context.send(client, writeReply(operation, 'refused'))
}

import { type EndpointId, NO_ENDPOINT } from '../../trace/event.ts'
import { type ClientRequest, type ReadRequest, type WriteRequest, writeReply } from '../client.ts'
import type { Following } from './following.ts'
import type { Leadership } from './leadership.ts'
import type { ReplicaParts } from './parts.ts'
import { refuse, serveRead } from './replies.ts'
import type { SingleLeaderSettings } from './settings.ts'

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
  else if (!leading.isReadable()) refuse(parts, client, request)
  else if (isLinearizable(parts.settings, request)) leading.confirm(client, request)
  else serveRead(parts, client, request)
}

/** A client's request to a replica that does not lead. */
export function serveAsFollower(
  parts: ReplicaParts,
  { leader, isDiverged }: Following,
  client: EndpointId,
  request: ClientRequest,
): void {
  const { settings } = parts
  if (isDiverged && settings.rejoin === 'refuse') refuse(parts, client, request)
  else if (request.kind === 'read' && isForFollowers(settings, request))
    serveRead(parts, client, request)
  else if (leader === NO_ENDPOINT) refuse(parts, client, request)
  else parts.context.send(client, writeReply(request.operation, 'redirect', leader))
}

const isLinearizable = ({ readLevel }: SingleLeaderSettings, { level }: ReadRequest): boolean =>
  (level ?? readLevel) === 'linearizable'

const isForFollowers = (settings: SingleLeaderSettings, request: ReadRequest): boolean =>
  settings.reads !== 'leader' && !isLinearizable(settings, request)

/** Refused when there is no room for it, or too few would have it. */
function write(
  parts: ReplicaParts,
  leading: Leadership,
  client: EndpointId,
  request: WriteRequest,
): void {
  if (parts.context.disk.isFull || !leading.accepts(request)) refuse(parts, client, request)
  else leading.write(client, request)
}

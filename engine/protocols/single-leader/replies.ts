import type { EndpointId } from '../../trace/event.ts'
import {
  type ClientRequest,
  type ReadRequest,
  readReply,
  type StoredVersion,
  writeReply,
} from '../client.ts'
import type { ReplicaParts } from './parts.ts'

const NO_VERSIONS: readonly StoredVersion[] = []

/** Answers a read with what it may show here and now. */
export function serveRead(parts: ReplicaParts, client: EndpointId, request: ReadRequest): void {
  const { context, settings, state, view } = parts
  const { operation, key, level = settings.readLevel ?? 'local' } = request
  const entry = level === 'local' ? state.read(key) : view.read(key)
  const reply =
    entry === undefined
      ? readReply(operation, NO_VERSIONS, undefined, 0)
      : readReply(operation, [entry], undefined, entry.valueBytes)
  context.send(client, reply)
}

/** Tells a client that what it asked is certainly not done. */
export function refuse(
  { context }: ReplicaParts,
  client: EndpointId,
  { operation }: ClientRequest,
): void {
  context.send(client, writeReply(operation, 'refused'))
}

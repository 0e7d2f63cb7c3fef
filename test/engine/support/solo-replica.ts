import {
  type ClientRequest,
  type KeyId,
  type Message,
  type NodeContext,
  type Replica,
  readReply,
  type StoredVersion,
  writeReply,
} from '../../../engine/index.ts'

/** One node that keeps values in memory: the least that a model must be, written on the public surface alone. */
export function createSoloReplica(context: NodeContext): Replica {
  const held = new Map<KeyId, StoredVersion>()
  const versionsOf = (key: KeyId) => (held.has(key) ? [held.get(key)!] : [])
  return {
    start: () => {},
    receive(from: number, message: Message) {
      const request = message as ClientRequest
      const { operation, key } = request
      if (request.kind === 'read') {
        context.send(from, readReply(operation, versionsOf(key), undefined, 100))
        return
      }
      held.set(key, { operation, value: request.value })
      context.send(from, writeReply(operation))
    },
    inspect: () => ({
      role: 'replica',
      term: 0,
      keys: () => held.keys(),
      versions: versionsOf,
      details: {},
    }),
  }
}

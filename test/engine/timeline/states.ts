import type { World } from '../../../engine/experiment/world.ts'
import type { Replica } from '../../../engine/protocols/model.ts'
import type { NodeAt } from '../../../engine/timeline/index.ts'

/** What the engine itself holds at a replica, in the shape in which a replayed one is told by `toldOf`. */
export function heldBy(world: World, node: number) {
  const machine = world.replicas[node]
  const replica = machine.running as Replica | undefined
  if (replica === undefined) return { status: machine.status, role: undefined, term: 0 }
  const { role, term, log, details } = replica.inspect()
  const entries = (replica as unknown as { parts?: { log?: EngineLog } }).parts?.log
  return {
    status: machine.status,
    role,
    term,
    ...(entries === undefined
      ? {}
      : {
          log: {
            length: log?.length,
            committed: log?.committed,
            entries: Array.from({ length: entries.length }, (_, offset) => {
              const entry = entries.at(offset)
              return `${entry.operation}@${entry.term}`
            }),
          },
        }),
    ...(typeof details.hints === 'number' ? { hints: details.hints } : {}),
  }
}

interface EngineLog {
  readonly length: number
  at(offset: number): { readonly operation: number; readonly term: number }
}

export function toldOf(node: NodeAt, expected: ReturnType<typeof heldBy>) {
  const { status, role, term, log } = node
  if (status === 'down') return { status, role, term }
  return {
    status,
    role,
    term,
    ...('log' in expected && expected.log !== undefined
      ? {
          log: {
            length: log?.length ?? 0,
            committed: log?.committed ?? 0,
            entries: (log?.entries(0, log.length) ?? []).map(
              ({ operation, term: of }) => `${operation}@${of}`,
            ),
          },
        }
      : {}),
    ...('hints' in expected ? { hints: node.hints().length } : {}),
  }
}

/** By key, each version's writes, sorted; of the engine. */
export function versionsHeldBy(world: World, node: number): Map<number, string> {
  const replica = world.replicas[node].running as Replica | undefined
  const held = new Map<number, string>()
  if (replica === undefined) return held
  const state = replica.inspect()
  for (const key of state.keys()) {
    const versions = state.versions(key)
    if (versions.length === 0) continue
    held.set(key, textOf(versions.map(({ operation, merged = [] }) => ({ operation, merged }))))
  }
  return held
}

export const versionsToldOf = (node: NodeAt): Map<number, string> =>
  new Map(node.keys().map((key) => [key, textOf(node.versions(key))]))

const textOf = (
  versions: readonly { readonly operation: number; readonly merged: readonly number[] }[],
): string =>
  versions
    .map(({ operation, merged }) =>
      merged.length === 0 ? `${operation}` : `${operation}(${[...merged].sort().join('+')})`,
    )
    .sort()
    .join(' ')

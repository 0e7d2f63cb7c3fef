import type { StoredVersion } from '../client.ts'
import type { ConflictResolution } from './settings.ts'
import { newestOf, type Update } from './update.ts'

/**
 * What is readable of the versions that stand beside each other.
 *
 * Replicas that have received the same updates hold the same sibling set, whatever the order, and this is a function of that set alone: so
 * they show the same. A version that lost stays in the set, unseen, until a write replaces it: without it the outcome would depend on
 * the order of arrival when stamps and causality disagree.
 */
export interface Resolution {
  readonly kind: ConflictResolution['kind']
  /** What a read finds; the same array where the set stays as it is. */
  readable(siblings: readonly Update[]): readonly StoredVersion[]
  /** With which of them an arriving version that is concurrent to all is said to conflict. */
  rivals(siblings: readonly Update[]): readonly Update[]
}

export function createResolution(settings: ConflictResolution): Resolution {
  switch (settings.kind) {
    case 'last-writer-wins':
      return { kind: settings.kind, readable: onlyNewest, rivals: onlyNewest }
    case 'siblings':
      return { kind: settings.kind, readable: (all) => all, rivals: (all) => all }
    case 'merge': {
      const { merge } = settings
      return { kind: settings.kind, readable: (all) => merged(all, merge), rivals: onlyNewest }
    }
  }
}

function onlyNewest(siblings: readonly Update[]): readonly Update[] {
  return siblings.length <= 1 ? siblings : [newestOf(siblings)]
}

/** Folds in order of dot, in which every sibling set stands. */
function merged(
  siblings: readonly Update[],
  merge: (a: unknown, b: unknown) => unknown,
): readonly StoredVersion[] {
  if (siblings.length <= 1) return siblings
  let value = siblings[0].value
  for (let index = 1; index < siblings.length; index++) value = merge(value, siblings[index].value)
  const { operation } = newestOf(siblings)
  return [{ value, operation, merged: siblings.map((sibling) => sibling.operation) }]
}

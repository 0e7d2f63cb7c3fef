import {
  namesOfRecording,
  OperationClass,
  type Timeline,
} from '../../../../engine/timeline/index.ts'

/** Names that are offered while one is typed; of more, those that are typed can still be chosen. */
export const MOST_OFFERED = 200

/** The key that is looked at first: of what is pinned or filtered, else the first with which something went wrong, else the first. */
export function firstKey(
  { operations }: Timeline,
  pinned: number | undefined,
  filtered: number | undefined,
): number {
  if (pinned !== undefined) return operations.key[pinned]
  if (filtered !== undefined) return filtered
  const wrong = operations.ending.findIndex((ending) => ending >= OperationClass.stale)
  return wrong < 0 ? 0 : operations.key[wrong]
}

/** How many keys a run used. */
export function countKeys({ operations: { key, length } }: Timeline): number {
  let count = 0
  for (let id = 0; id < length; id++) if (key[id] >= count) count = key[id] + 1
  return count
}

/** The key of a name, as it is typed; undefined where there is none. */
export function keyNamed({ run }: Timeline, name: string, keys: number): number | undefined {
  const known = run.keys.indexOf(name)
  if (known >= 0) return known
  const number = /^k(\d+)$/.exec(name)?.[1]
  return number !== undefined && Number(number) < keys ? Number(number) : undefined
}

/** Names to offer. */
export function keyNames({ run }: Timeline, keys: number): string[] {
  const names = namesOfRecording(run)
  return Array.from({ length: Math.min(keys, MOST_OFFERED) }, (_, key) => names.key(key))
}

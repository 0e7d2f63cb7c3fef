import type { NodeContext } from '../../node/context.ts'
import { DurableLog } from '../../node/durable.ts'
import type { Entry } from './log.ts'

const open = ({ disk }: NodeContext): DurableLog<Entry> =>
  disk.open('set aside', () => new DurableLog<Entry>(disk, () => {}))

/** Keeps entries that were cut off a log, for a person to look at: they are part of no state. */
export function setAside(context: NodeContext, removed: readonly Entry[]): void {
  const kept = open(context)
  for (const entry of removed) if (entry.key >= 0) kept.append(entry)
  context.disk.sync(() => {})
}

/** The writes that were set aside, oldest first. */
export function writesSetAside(context: NodeContext): readonly Entry[] {
  const kept = open(context)
  return kept.slice(0, kept.length)
}

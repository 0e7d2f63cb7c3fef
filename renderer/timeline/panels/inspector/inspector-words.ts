import { formatDuration } from '../../../../engine/index.ts'
import type { Dot, ShownVersion } from './key-table.ts'
import type { LogCell, LogColumn } from './log-table.ts'

/** Numbers of endpoints, keys and operations as a reader knows them. */
export interface Naming {
  endpoint(id: number): string
  key(id: number): string
}

/** How far a clock is off: `+40.0 ms`, `right`. */
export function clockText(ahead: number): string {
  if (ahead === 0) return 'right'
  return `${ahead > 0 ? '+' : '−'}${formatDuration(Math.abs(ahead))}`
}

/** A version vector: `n1:3 n2:1`. */
export const contextText = (context: readonly Dot[], { endpoint }: Naming): string =>
  context.map(({ node, counter }) => `${endpoint(node)}:${counter}`).join(' ')

/** What a version is, in one sentence. */
export function versionTitle(
  { operation, merged, name, context }: ShownVersion,
  naming: Naming,
): string {
  const by =
    merged.length > 0 ? `merged of operations ${merged.join(', ')}` : `operation ${operation}`
  const named = name === undefined ? '' : `, ${naming.endpoint(name.node)}:${name.counter}`
  const knew = context.length === 0 ? '' : `; its author knew ${contextText(context, naming)}`
  return `Written by ${by}${named}${knew}.`
}

export const entryText = ({ operation }: { readonly operation: number }): string =>
  operation < 0 ? '–' : String(operation)

/** An entry for those who listen, and on hovering. */
export function entryTitle({ offset, operation, term, ...cell }: LogCell): string {
  const what = operation < 0 ? 'opens the term' : `operation ${operation}`
  const parts = [
    `Offset ${offset}: ${what}, term ${term}`,
    cell.change === 'gone' ? 'cut off by the last step' : undefined,
    cell.isCommitted ? 'committed' : 'not known to be committed',
    cell.isDifferent ? "not in the leader's log" : undefined,
    cell.change === 'new' ? 'new' : cell.change === 'committed' ? 'newly committed' : undefined,
  ]
  return `${parts.filter((part) => part !== undefined).join(', ')}.`
}

export const columnText = (column: LogColumn): string =>
  column.kind === 'offset' ? String(column.offset) : '…'

export const columnTitle = (column: LogColumn): string =>
  column.kind === 'offset'
    ? `Offset ${column.offset}`
    : `Offsets ${column.from} to ${column.to - 1} are not shown: all that have them have the same.`

import type { Micros } from '../../core/clock.ts'
import { formatDuration } from '../../trace/format.ts'
import { displaySymbol, Table } from '../../trace/table.ts'
import type { Cell } from '../../trace/table-cell.ts'
import type { ColumnOptions } from '../../trace/table-shape.ts'
import { valueText, visibleText } from '../../trace/visible-text.ts'
import type { Displayable, DisplayBundle } from '../display.ts'
import type { NodeState } from '../run/final-state.ts'

/** Keys of one node that a table shows. */
const SHOWN_KEYS = 8

/** How the nodes of a cluster stand at one moment. */
export class ClusterState implements Displayable {
  /** Virtual time, in microseconds. */
  readonly now: Micros
  readonly nodes: readonly NodeState[]

  constructor(now: Micros, nodes: readonly NodeState[]) {
    this.now = now
    this.nodes = nodes
  }

  /** The state of one node, by name. */
  node(name: string): NodeState | undefined {
    return this.nodes.find(({ node }) => node === name)
  }

  /** A row a node. */
  get table(): Table {
    const columns = COLUMNS.filter(({ of }) => this.nodes.some((node) => of(node) !== undefined))
    const rows = this.nodes.map((node) => columns.map(({ of }) => of(node)))
    return new Table(columns, rows, { title: `at ${formatDuration(this.now)}` })
  }

  [displaySymbol](): DisplayBundle {
    const { now, nodes, table } = this
    return {
      ...table[displaySymbol](),
      'text/plain': table.toText(),
      'application/vnd.replilab.state+json': { now, nodes: nodes.map(shortened) },
    }
  }
}

/** Characters of JSON of one value that an output holds, and keys of one node. */
const MOST_CHARACTERS = 2_000
const MOST_KEYS = 1_000

/** A node with the values that an output holds of it: long ones as the beginning of their text, the first keys alone. */
function shortened(node: NodeState): NodeState & { readonly keysOmitted?: number } {
  const entries = Object.entries(node.values)
  const values = entries
    .slice(0, MOST_KEYS)
    .map(([key, value]) => [key, isLong(value) ? valueText(value, MOST_CHARACTERS) : value])
  const left = entries.length - values.length
  const omitted = left > 0 ? { keysOmitted: left } : {}
  return { ...node, values: Object.fromEntries(values), ...omitted }
}

const isLong = (value: unknown): boolean => (JSON.stringify(value)?.length ?? 0) > MOST_CHARACTERS

/** A column where no node has a value is left out. */
const COLUMNS: readonly (ColumnOptions & { readonly of: (node: NodeState) => Cell })[] = [
  { name: 'node', of: ({ node }) => node },
  { name: 'region', of: ({ region }) => region || undefined },
  { name: 'status', of: ({ status }) => status },
  { name: 'role', of: ({ role }) => role },
  { name: 'term', align: 'right', of: ({ role, term }) => (role === undefined ? undefined : term) },
  { name: 'log', align: 'right', of: ({ log }) => log?.length },
  { name: 'committed', align: 'right', of: ({ log }) => log?.committed },
  { name: 'values', of: ({ values }) => valuesText(values) },
]

function valuesText(values: NodeState['values']): string {
  const entries = Object.entries(values)
  const shown = entries
    .slice(0, SHOWN_KEYS)
    .map(([key, value]) => `${visibleText(key)}=${valueText(value)}`)
  const rest = entries.length - shown.length
  return [...shown, ...(rest > 0 ? [`… ${rest} more`] : [])].join(' ')
}

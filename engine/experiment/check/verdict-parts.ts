import type { Evidence } from '../../check/run/evidence.ts'
import type { Proof, Standing, Stopped } from '../../check/verdict.ts'
import type { OperationId } from '../../trace/event.ts'
import { Table } from '../../trace/table.ts'
import type { OperationRow } from './rows.ts'

/** What renderers of a verdict get. */
export interface ShownVerdict {
  readonly guarantee: string
  readonly standing: Standing
  readonly sentence: string
  readonly operations: number
  readonly vacuous: string | undefined
  readonly proof: Proof | undefined
  readonly stopped: Stopped | undefined
  readonly rows: readonly OperationRow[]
  readonly evidence: Evidence | undefined
  readonly run: string | undefined
}

const SIGNS: Readonly<Record<Standing, string>> = { held: '✓', broken: '✗', unknown: '?' }

/** `✗ broken`: a sign and a word, never one without the other. */
export const standingText = (standing: Standing): string => `${SIGNS[standing]} ${standing}`

/** `✗ linearizable: broken` */
export const headline = ({ guarantee, standing }: ShownVerdict): string =>
  `${SIGNS[standing]} ${guarantee}: ${standing}`

/** The operations of a proof, one a row; undefined without a proof. */
export function operationsTable({ rows, proof }: ShownVerdict): Table | undefined {
  if (proof === undefined || rows.length === 0) return undefined
  const columns = COLUMNS.filter(({ of }) => rows.some((row) => of(row) !== ''))
  const omitted = proof.operations.length - rows.length
  return new Table(
    columns,
    rows.map((row) => columns.map(({ of }) => of(row))),
    omitted > 0 ? { caption: `and ${omitted} more operations` } : {},
  )
}

const COLUMNS: readonly { name: string; align?: 'right'; of(row: OperationRow): string }[] = [
  { name: 'number', align: 'right', of: ({ id }) => String(id) },
  { name: 'client', of: ({ client }) => client },
  { name: 'operation', of: ({ operation }) => operation },
  { name: 'key', of: ({ key }) => key },
  { name: 'value', of: ({ value }) => value },
  { name: 'from', align: 'right', of: ({ from }) => from },
  { name: 'to', align: 'right', of: ({ to }) => to },
  { name: 'answered by', of: ({ node = '' }) => node },
]

/** Operations of the longest beginning that are named; the others are counted. */
const SHOWN_ORDERED = 12

/** How far an order could be found, and what was there then; none where the guarantee asks for no order. */
export function orderText({ proof }: ShownVerdict): string | undefined {
  if (proof?.ordered === undefined) return undefined
  const { ordered, state } = proof
  const then = state === undefined ? '' : ` The state is then: ${state}.`
  if (ordered.length === 0) return `No operation could be put first.${then}`
  const shown = ordered.slice(-SHOWN_ORDERED)
  const left = ordered.length - shown.length
  const before = left > 0 ? `… ${left} more, then ` : ''
  return `The longest beginning that can be put in order: ${before}${numbers(shown)}.${then}`
}

const numbers = (ids: readonly OperationId[]): string => ids.join(', ')

/** Why a good verdict may be worth little; undefined where the sentence says it already, or there is nothing to say. */
export const vacuityText = ({ vacuous, sentence }: ShownVerdict): string | undefined =>
  vacuous === undefined || vacuous === sentence
    ? undefined
    : `It could not have been broken: ${vacuous}`

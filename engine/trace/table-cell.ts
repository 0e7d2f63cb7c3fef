import { formatNumber, formatQuantity, NO_VALUE, type Unit } from './format.ts'
import { visibleText } from './visible-text.ts'

/** A number that says itself how it is to be read. */
export interface Quantity {
  readonly value: number
  readonly unit: Unit
  /** The true value lies within this much of it, at the confidence that the table's caption names. */
  readonly halfWidth?: number
  /** A sentence that the table shows below, once for all cells that have it. */
  readonly note?: string
}

/** Undefined: no data. */
export type Cell = string | number | boolean | Quantity | undefined

/** A plain value as a cell: null and undefined are no data, what a table has no form for becomes JSON. */
export function toCell(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value
    case 'undefined':
      return undefined
    case 'object':
      if (value === null || isUnmeasured(value)) return undefined
      return isQuantity(value) ? value : (JSON.stringify(value) ?? '')
    default:
      return String(value)
  }
}

export function isQuantity(value: unknown): value is Quantity {
  const { value: number, unit } = Object(value) as Partial<Quantity>
  return typeof number === 'number' && typeof unit === 'string'
}

/** A quantity of which there is no data: `{ value: undefined, unit: 'micros' }`. */
function isUnmeasured(value: object): boolean {
  const { value: number, unit } = value as Partial<Quantity>
  return 'value' in value && (number ?? undefined) === undefined && typeof unit === 'string'
}

/** @param unit of numbers that say none themselves */
export function cellText(cell: Cell, unit: Unit | undefined): string {
  switch (typeof cell) {
    case 'undefined':
      return NO_VALUE
    case 'boolean':
      return cell ? 'yes' : 'no'
    case 'string':
      return visibleText(cell)
    case 'number':
      return unit === undefined ? plainNumber(cell) : formatQuantity(cell, unit)
    default:
      return quantityText(cell)
  }
}

function quantityText({ value, unit, halfWidth }: Quantity): string {
  const text = formatQuantity(value, unit)
  return halfWidth === undefined ? text : `${text} ± ${formatQuantity(halfWidth, unit)}`
}

const plainNumber = (value: number): string =>
  Number.isFinite(value) && value >= 0 ? formatNumber(value) : formatQuantity(value, 'number')

export const isNumeric = (cell: Cell): boolean => typeof cell === 'number' || isQuantity(cell)

/** Events side by side, one typed array a column: 37 bytes an event, transferable to another thread without a copy. */
export interface EventColumns {
  readonly time: Float64Array
  readonly kind: Uint8Array
  readonly node: Int16Array
  readonly peer: Int16Array
  readonly operation: Int32Array
  readonly key: Int32Array
  readonly a: Float64Array
  readonly b: Float64Array
}

export const BYTES_AN_EVENT = 8 + 1 + 2 + 2 + 4 + 4 + 8 + 8

export function createColumns(length: number): EventColumns {
  return {
    time: new Float64Array(length),
    kind: new Uint8Array(length),
    node: new Int16Array(length),
    peer: new Int16Array(length),
    operation: new Int32Array(length),
    key: new Int32Array(length),
    a: new Float64Array(length),
    b: new Float64Array(length),
  }
}

/** Numbers of an event that is staged as a row: time, kind, node, peer, operation, key, a, b. */
export const STAGED_NUMBERS = 8

/**
 * Turns rows into columns.
 * @param at where the first event goes
 * @param from which row it is
 */
export function fillColumns(
  columns: EventColumns,
  at: number,
  rows: Float64Array,
  from: number,
  count: number,
): void {
  const { time, kind, node, peer, operation, key, a, b } = columns
  for (let index = 0; index < count; index++) {
    const row = (from + index) * STAGED_NUMBERS
    const to = at + index
    time[to] = rows[row]
    kind[to] = rows[row + 1]
    node[to] = rows[row + 2]
    peer[to] = rows[row + 3]
    operation[to] = rows[row + 4]
    key[to] = rows[row + 5]
    a[to] = rows[row + 6]
    b[to] = rows[row + 7]
  }
}

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

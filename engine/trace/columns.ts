/** What the two numbers of an event stand in: whole numbers of 32 bits where all of a chunk are, as nearly always. */
export type NumberColumn = Int32Array | Float64Array

/** Events side by side, one typed array a column: 29 bytes an event where `a` and `b` are narrow, transferable to another thread without a copy. */
export interface EventColumns {
  readonly time: Float64Array
  readonly kind: Uint8Array
  readonly node: Int16Array
  readonly peer: Int16Array
  readonly operation: Int32Array
  readonly key: Int32Array
  readonly a: NumberColumn
  readonly b: NumberColumn
}

/** Columns for any events. */
export const createColumns = (length: number): EventColumns => ({
  ...createNarrowColumns(length),
  a: new Float64Array(length),
  b: new Float64Array(length),
})

/** As `createColumns`, where `a` and `b` are whole numbers of 32 bits: `widened` makes room for others. */
export const createNarrowColumns = (length: number): EventColumns => ({
  time: new Float64Array(length),
  kind: new Uint8Array(length),
  node: new Int16Array(length),
  peer: new Int16Array(length),
  operation: new Int32Array(length),
  key: new Int32Array(length),
  a: new Int32Array(length),
  b: new Int32Array(length),
})

/** The same events, with room for any numbers. */
export const widened = (columns: EventColumns): EventColumns => ({
  ...columns,
  a: Float64Array.from(columns.a),
  b: Float64Array.from(columns.b),
})

/** Columns for the events of all these chunks together: narrow where they all are. */
export const createColumnsLike = (chunks: readonly EventColumns[], length: number): EventColumns =>
  chunks.every(({ a }) => a instanceof Int32Array)
    ? createNarrowColumns(length)
    : createColumns(length)

/** What one event takes in them. */
export const bytesAnEvent = (columns: EventColumns): number =>
  Object.values(columns).reduce((sum, { BYTES_PER_ELEMENT }) => sum + BYTES_PER_ELEMENT, 0)

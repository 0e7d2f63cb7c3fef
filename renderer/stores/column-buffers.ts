/** The buffers of the columns where a recording has them, each once; of what is no recording maybe none. */
export function columnBuffers(data: unknown): ArrayBuffer[] {
  const { trace, history } = Object(data) as { trace?: object; history?: object }
  const { columns, carried } = Object(trace) as { columns?: object; carried?: object }
  const arrays = [columns, carried, history].flatMap((holder) => Object.values(Object(holder)))
  const buffers = arrays.flatMap((array) => (ArrayBuffer.isView(array) ? [array.buffer] : []))
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer)
}

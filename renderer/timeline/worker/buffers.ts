/** The buffers of all columns within plain data, each once: what may be handed to another thread without a copy. */
export function buffersOf(data: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  collect(data, found, new Set())
  return [...found]
}

/** @param seen what was looked at already: data that came from elsewhere may contain itself */
function collect(value: unknown, found: Set<ArrayBuffer>, seen: Set<object>): void {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
    seen.add(value)
    for (const part of Object.values(value)) collect(part, found, seen)
  }
}

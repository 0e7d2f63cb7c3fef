import type { DisplayRoom } from '../../engine/index.ts'
import type { MimeBundle } from '../document/notebook.ts'
import { inspect } from './inspect/inspect.ts'
import type { InspectLimits } from './limits.ts'

/** A value with a method under this symbol says itself how it is shown: the method returns a MIME bundle. */
export const displaySymbol: unique symbol = Symbol.for('replilab.display') as never

/**
 * How a value is shown: by its own method, which is told what room is left for pictures and recordings, else as the inspector's text. `text/plain` is always there.
 * Throws what the method throws, and TypeError when that does not return a MIME bundle of JSON values.
 */
export function toMimeBundle(value: unknown, limits: InspectLimits, room: DisplayRoom): MimeBundle {
  const own = ownBundle(value, room)
  if (own && typeof own['text/plain'] === 'string') return own
  return { ...own, 'text/plain': inspect(value, limits) }
}

function ownBundle(value: unknown, room: DisplayRoom): MimeBundle | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const method = (value as { [displaySymbol]?: unknown })[displaySymbol]
  if (typeof method !== 'function') return undefined
  return plainCopy(Reflect.apply(method, value, [room]))
}

/** Only data leaves the realm: what JSON cannot hold is refused here, where the cell can be blamed for it. */
function plainCopy(bundle: unknown): MimeBundle {
  const copy = JSON.parse(JSON.stringify(bundle) ?? 'null')
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) {
    throw new TypeError(
      "A method under Symbol.for('replilab.display') must return an object of MIME types.",
    )
  }
  return copy
}

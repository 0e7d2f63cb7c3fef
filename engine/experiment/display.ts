import type { displaySymbol } from '../trace/table.ts'

/** Contents by MIME type; `text/plain` is always there. */
export interface DisplayBundle {
  readonly 'text/plain': string
  readonly [mimeType: string]: unknown
}

/** What the place that shows a value has room for. */
export interface DisplayRoom {
  /** Bytes that pictures and recordings may take. */
  readonly bytes: number
  /** The name and value of the limit that it is a rest of. */
  readonly limit: string
  readonly limitBytes: number
}

/** A value that says itself how it is shown. */
export interface Displayable {
  [displaySymbol](room?: DisplayRoom): DisplayBundle
}

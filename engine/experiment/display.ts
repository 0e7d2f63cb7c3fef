import type { displaySymbol } from '../trace/table.ts'

/** Contents by MIME type; `text/plain` is always there. */
export interface DisplayBundle {
  readonly 'text/plain': string
  readonly [mimeType: string]: unknown
}

/** A value that says itself how it is shown. */
export interface Displayable {
  [displaySymbol](): DisplayBundle
}

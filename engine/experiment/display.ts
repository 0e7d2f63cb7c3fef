/** A value with a method under this symbol says itself how it is shown. */
export const DISPLAY = Symbol.for('replilab.display')

/** Contents by MIME type; `text/plain` is always there. */
export interface DisplayBundle {
  readonly 'text/plain': string
  readonly [mimeType: string]: unknown
}

export interface Displayable {
  [DISPLAY](): DisplayBundle
}

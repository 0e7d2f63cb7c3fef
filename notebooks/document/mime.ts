import { splitLines } from './lines.ts'
import type { Json, MimeBundle } from './notebook.ts'

/** Content of these types is a JSON value, which the file holds as it is. */
export function isJsonMime(mime: string): boolean {
  return mime === 'application/json' || (mime.startsWith('application/') && mime.endsWith('+json'))
}

/** Content of these types is text, which the file holds as lines. */
function isTextMime(mime: string): boolean {
  return mime.startsWith('text/') || mime === 'application/javascript' || mime === 'image/svg+xml'
}

/** A bundle of the file with its lines joined. Lists of strings are joined under every type that is not JSON, as Jupyter does. */
export function joinBundle(bundle: MimeBundle): MimeBundle {
  return mapValues(bundle, (content, mime) =>
    !isJsonMime(mime) && isStringList(content) ? content.join('') : content,
  )
}

/** A bundle as the file holds it: the text types split into lines. */
export function splitBundle(bundle: MimeBundle): MimeBundle {
  return mapValues(bundle, (content, mime) =>
    typeof content === 'string' && isTextMime(mime) ? splitLines(content) : content,
  )
}

/** A record with each value replaced; safe for keys such as `__proto__`. */
export function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  replace: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, replace(value, key)]),
  )
}

export function isStringList(value: Json): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

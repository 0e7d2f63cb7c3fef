const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes as text (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    parts.push(
      LETTERS[group >> 18] +
        LETTERS[(group >> 12) & 63] +
        (left > 1 ? LETTERS[(group >> 6) & 63] : '=') +
        (left > 2 ? LETTERS[group & 63] : '='),
    )
  }
  return parts.join('')
}

const NO_DIGIT = 255

const DIGITS = new Uint8Array(128).fill(NO_DIGIT)
for (let digit = 0; digit < LETTERS.length; digit++) DIGITS[LETTERS.charCodeAt(digit)] = digit

/** The bytes of a text; undefined for what is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3)
  for (let at = 0, to = 0; at < text.length; at += 4) {
    let group = 0
    for (let letter = at; letter < at + 4; letter++) {
      const isPadding = letter >= text.length - padding
      const code = text.charCodeAt(letter)
      const digit = isPadding ? 0 : code < DIGITS.length ? DIGITS[code] : NO_DIGIT
      if (digit === NO_DIGIT) return undefined
      group = (group << 6) | digit
    }
    bytes[to++] = group >> 16
    bytes[to++] = (group >> 8) & 0xff
    bytes[to++] = group & 0xff
  }
  return bytes.subarray(0, bytes.length - padding)
}

/** UTF-8 bytes that `text` takes. */
export function utf8Bytes(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index += 1)
    bytes += codeUnitBytes(text.charCodeAt(index))
  return bytes
}

/** The longest start of `text` that takes at most `limitBytes`; never half a surrogate pair. */
export function cutToBytes(text: string, limitBytes: number): string {
  let bytes = 0
  for (let index = 0; index < text.length; index += 1) {
    bytes += codeUnitBytes(text.charCodeAt(index))
    if (bytes > limitBytes) return text.slice(0, isLowSurrogate(text, index) ? index - 1 : index)
  }
  return text
}

/** Half a pair counts two of its four bytes. */
function codeUnitBytes(unit: number): number {
  if (unit < 0x80) return 1
  if (unit < 0x800) return 2
  return unit >= 0xd800 && unit <= 0xdfff ? 2 : 3
}

const isLowSurrogate = (text: string, index: number) => {
  const unit = text.charCodeAt(index)
  return index > 0 && unit >= 0xdc00 && unit <= 0xdfff
}

/**
 * A small generator for cells' own `Math.random`: the same text gives the same numbers on every host.
 * Source: sfc32 of PractRand (Chris Doty-Humphrey), 128 bits of state, period about 2^127; seeded by FNV-1a.
 */
export function createRandom(seedText: string): () => number {
  let a = hash(seedText, 0x811c9dc5)
  let b = hash(seedText, a)
  let c = hash(seedText, b)
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  for (let warmUp = 0; warmUp < 15; warmUp += 1) next()
  return next
}

/** 32-bit FNV-1a over UTF-16 code units, from `basis`. */
function hash(text: string, basis: number): number {
  let value = basis
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value | 0
}

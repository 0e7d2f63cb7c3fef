import { STAGED_NUMBERS } from './columns.ts'

/**
 * A hash of a run's whole event stream: the same scenario and seed give the same 16 hexadecimal digits on every JavaScript engine.
 *
 * Two 32-bit lanes mix every number of every event in order (rotations and multiplications as in xxHash, Collet); times, a and b are
 * hashed by their IEEE 754 bits, little-endian halves.
 */
export class Fingerprint {
  private first = 0x811c9dc5
  private second = 0x1b873593

  /**
   * Mixes in the first `count` staged events.
   * @param halves the same memory as `rows`, two numbers for one
   */
  absorb(rows: Float64Array, halves: Uint32Array, count: number): void {
    let first = this.first
    let second = this.second
    for (let row = 0; row < count * STAGED_NUMBERS; row += STAGED_NUMBERS) {
      const half = row * 2
      const kind = rows[row + 1]
      const node = rows[row + 2]
      const peer = rows[row + 3]
      const place = kind | ((node & 0xfff) << 8) | ((peer & 0xfff) << 20)
      first = mix(first, place ^ Math.imul(rows[row + 4], 0x9e3779b1))
      second = mix(second, rows[row + 5] ^ Math.imul(place, 0x85ebca77))
      first = mix(first, halves[half] ^ Math.imul(halves[half + 12], 0xc2b2ae3d))
      second = mix(second, halves[half + 1] ^ Math.imul(halves[half + 13], 0x27d4eb2f))
      first = mix(first, halves[half + 14] ^ second)
      second = mix(second, halves[half + 15] ^ first)
    }
    this.first = first
    this.second = second
  }

  /** Sixteen hexadecimal digits. */
  digest(): string {
    const first = finish(this.first ^ Math.imul(this.second, 0x9e3779b1))
    const second = finish(this.second ^ Math.imul(first, 0x85ebca77))
    return hexadecimal(first) + hexadecimal(second)
  }
}

function mix(lane: number, word: number): number {
  lane = (lane + Math.imul(word, 0x85ebca77)) | 0
  lane = (lane << 13) | (lane >>> 19)
  return Math.imul(lane, 0x9e3779b1)
}

function finish(lane: number): number {
  lane = Math.imul(lane ^ (lane >>> 15), 0x85ebca77)
  lane = Math.imul(lane ^ (lane >>> 13), 0xc2b2ae3d)
  return (lane ^ (lane >>> 16)) >>> 0
}

const hexadecimal = (word: number): string => word.toString(16).padStart(8, '0')

import type { EventColumns } from './columns.ts'

/**
 * A hash of a run's whole event stream: the same scenario and seed give the same 16 hexadecimal digits on every JavaScript engine.
 *
 * Two 32-bit lanes mix every column of every event in order (rotations and multiplications as in xxHash, Collet); the columns' numbers are
 * hashed by their IEEE 754 bits, little-endian halves.
 */
export class Fingerprint {
  private first = 0x811c9dc5
  private second = 0x1b873593

  /** Mixes in the first `count` events of the columns. */
  absorb(columns: EventColumns, count: number): void {
    const times = halves(columns.time)
    const as = halves(columns.a)
    const bs = halves(columns.b)
    const { kind, node, peer, operation, key } = columns
    let first = this.first
    let second = this.second
    for (let index = 0; index < count; index++) {
      const low = index * 2
      const place = kind[index] | ((node[index] & 0xfff) << 8) | ((peer[index] & 0xfff) << 20)
      first = mix(first, place ^ Math.imul(operation[index], 0x9e3779b1))
      second = mix(second, key[index] ^ Math.imul(place, 0x85ebca77))
      first = mix(first, times[low] ^ Math.imul(as[low], 0xc2b2ae3d))
      second = mix(second, times[low + 1] ^ Math.imul(as[low + 1], 0x27d4eb2f))
      first = mix(first, bs[low] ^ second)
      second = mix(second, bs[low + 1] ^ first)
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

const halves = (column: Float64Array): Uint32Array =>
  new Uint32Array(column.buffer, column.byteOffset, column.length * 2)

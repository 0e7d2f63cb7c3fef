import type { OperationId } from '../../trace/event.ts'
import type { ReplicatedLog } from './log.ts'

/** The writes that a leader has in its log: one bit an operation. */
export class KnownOperations {
  private words = new Uint32Array(64)

  constructor(log: ReplicatedLog) {
    for (let offset = 0; offset < log.length; offset++) this.add(log.at(offset).operation)
  }

  has(operation: OperationId): boolean {
    const word = operation >>> 5
    return word < this.words.length && (this.words[word] & (1 << (operation & 31))) !== 0
  }

  add(operation: OperationId): void {
    if (operation < 0) return
    const word = operation >>> 5
    if (word >= this.words.length) this.grow(word)
    this.words[word] |= 1 << (operation & 31)
  }

  private grow(word: number): void {
    const words = new Uint32Array(Math.max(word + 1, this.words.length * 2))
    words.set(this.words)
    this.words = words
  }
}

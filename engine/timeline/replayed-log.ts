import { growingInts } from './growing.ts'

interface TailEntry {
  readonly operation: number
  readonly term: number
  /** What its append had replaced in turn. */
  readonly replaced: readonly TailEntry[] | undefined
}

/**
 * A node's log as its events tell of it.
 *
 * An entry that a crash takes back (`lose`) goes with all that its append did: what was cut off the log right before, to make room for it, stands there again. The trace
 * has no event for that, and needs none: cutting off and appending are one change of the log, on disk both or neither.
 */
export class ReplayedLog {
  private readonly operations = growingInts()
  private readonly terms = growingInts()
  /** By offset of an entry: what was cut off right before it was appended, in order of the log. */
  private replaced = new Map<number, readonly TailEntry[]>()
  /** Cut off since the last append, last entry first. */
  private cut: TailEntry[] = []

  get length(): number {
    return this.operations.length
  }

  operation(offset: number): number {
    return this.operations.at(offset)
  }

  term(offset: number): number {
    return this.terms.at(offset)
  }

  append(operation: number, term: number): void {
    if (this.cut.length > 0) {
      this.replaced.set(this.length, this.cut.reverse())
      this.cut = []
    }
    this.operations.push(operation)
    this.terms.push(term)
  }

  /** Takes out the last entry. */
  truncate(): void {
    if (this.length > 0) this.cut.push(this.pop())
  }

  /** A crash takes back the last entry. */
  lose(): void {
    if (this.length === 0) return
    const { replaced = [] } = this.pop()
    for (const entry of replaced) this.restore(entry)
  }

  /** The node runs on what a crash left. */
  settle(): void {
    this.cut = []
  }

  /** The disk is gone. */
  clear(): void {
    this.operations.length = 0
    this.terms.length = 0
    this.replaced = new Map()
    this.cut = []
  }

  private pop(): TailEntry {
    const offset = --this.operations.length
    this.terms.length = offset
    const replaced = this.replaced.get(offset)
    if (replaced !== undefined) this.replaced.delete(offset)
    return { operation: this.operations.at(offset), term: this.terms.at(offset), replaced }
  }

  private restore({ operation, term, replaced }: TailEntry): void {
    if (replaced !== undefined) this.replaced.set(this.length, replaced)
    this.operations.push(operation)
    this.terms.push(term)
  }
}

import { NEVER_RETURNED } from '../observed-history.ts'
import { Effect, type RegisterHistory, Source } from '../register-history.ts'
import { deedText, processText } from '../words.ts'

/** That one operation comes before another, and why. */
interface Fact {
  readonly before: number
  readonly after: number
  readonly premises: readonly Fact[]
  /** Undefined: it follows from its two premises in a row. */
  readonly text: string | undefined
}

/**
 * Derives step by step that an operation of a small history would come before itself: the sentences of the argument, each from those before it. Undefined where
 * the rules of `Saturation` do not show it.
 */
export function derive(history: RegisterHistory): string[] | undefined {
  return new Derivation(history).run()
}

class Derivation {
  private readonly history: RegisterHistory
  private readonly facts = new Map<number, Fact>()
  private readonly reads: number[] = []
  private readonly writes: number[] = []

  constructor(history: RegisterHistory) {
    this.history = history
    for (let id = 0; id < history.length; id++) {
      if (history.effect[id] === Effect.read) this.reads.push(id)
      if (history.effect[id] === Effect.write) this.writes.push(id)
    }
  }

  run(): string[] | undefined {
    this.begin()
    for (let known = -1; known < this.facts.size; ) {
      known = this.facts.size
      this.inferAll()
      const circle = [...this.facts.values()].find(({ before, after }) => before === after)
      if (circle !== undefined) return this.tell(circle)
      this.chain()
    }
    return undefined
  }

  private begin(): void {
    const all = [...this.reads, ...this.writes]
    for (const one of all) {
      for (const other of all) {
        if (this.isInSession(one, other)) this.add(one, other, [], this.sessionText(one, other))
      }
    }
    for (const read of this.reads) {
      const write = this.history.source[read]
      if (write >= 0) this.add(write, read, [], this.seenText(write, read))
    }
  }

  private inferAll(): void {
    for (const read of this.reads) {
      for (const write of this.writes) {
        if (this.history.key[write] === this.history.key[read]) this.infer(read, write)
      }
    }
  }

  /** The two rules for a read and another write of its key. */
  private infer(read: number, write: number): void {
    const source = this.history.source[read]
    if (source === write) return
    if (source === Source.initial) {
      this.add(read, write, [], `${this.text(read)} before any write of that key.`)
      return
    }
    const earlier = this.fact(write, read)
    if (earlier !== undefined) {
      const text = `${this.value(write)} was written before the read of ${this.value(source)}, so before ${this.value(source)} was: else it would have been read.`
      this.add(write, source, [earlier], text)
    }
    const later = this.fact(source, write)
    if (later !== undefined) {
      const text = `${this.value(write)} was written after ${this.value(source)}, so after ${this.who(read)} read that: else it would have been read.`
      this.add(read, write, [later], text)
    }
  }

  /** Joins facts in a row. */
  private chain(): void {
    const known = [...this.facts.values()]
    for (const one of known) {
      for (const other of known) {
        if (one.after === other.before) this.add(one.before, other.after, [one, other], undefined)
      }
    }
  }

  private add(before: number, after: number, premises: readonly Fact[], text?: string): void {
    if (this.fact(before, after) !== undefined) return
    this.facts.set(before * this.history.length + after, { before, after, premises, text })
  }

  private fact(before: number, after: number): Fact | undefined {
    return this.facts.get(before * this.history.length + after)
  }

  private isInSession(one: number, other: number): boolean {
    const { process, call, return: returned } = this.history
    if (process[one] !== process[other] || returned[one] === NEVER_RETURNED) return false
    return returned[one] < call[other]
  }

  /** The sentences of all that a fact rests on, each once, before what follows from it. */
  private tell(last: Fact): string[] {
    const told = new Set<string>()
    const visit = ({ premises, text }: Fact): void => {
      for (const premise of premises) visit(premise)
      if (text !== undefined) told.add(text)
    }
    visit(last)
    return [...told, `So an operation would come before itself: there is no such order.`]
  }

  private sessionText(one: number, other: number): string {
    const { history } = this
    return `${this.who(one)} ${deedText(history, one)} and later ${deedText(history, other)}.`
  }

  private seenText(write: number, read: number): string {
    return `${this.who(read)} read what ${this.who(write)} wrote: ${this.value(write)}.`
  }

  private text(id: number): string {
    return `${this.who(id)} ${deedText(this.history, id)}`
  }

  private value(write: number): string {
    const { names, key } = this.history
    return `${names.key(key[write])} = ${names.value(write)}`
  }

  private who(id: number): string {
    return processText(this.history, id)
  }
}

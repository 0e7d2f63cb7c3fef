import { NEVER_RETURNED } from '../observed-history.ts'
import { Effect, type RegisterHistory, Source } from '../register-history.ts'

/** Sentences about the operations of a register history, in its own names. */
export class Words {
  private readonly history: RegisterHistory

  constructor(history: RegisterHistory) {
    this.history = history
  }

  key(id: number): string {
    return this.history.names.key(this.history.key[id])
  }

  /** What a write wrote or a read saw. */
  value(id: number): string {
    const { effect, source, names } = this.history
    if (effect[id] === Effect.read) return this.seen(id, source[id])
    return names.value(id)
  }

  /** `client 2's write of 7 to x` */
  short(id: number): string {
    const who = this.history.names.process(this.history.process[id])
    return this.history.effect[id] === Effect.read
      ? `${who}'s read of ${this.key(id)} = ${this.value(id)}`
      : `${who}'s write of ${this.key(id)} = ${this.value(id)}`
  }

  /** `client 2 wrote x = 7 (1.2 s to 1.3 s)` */
  full(id: number): string {
    const { effect, process, names } = this.history
    const action = effect[id] === Effect.read ? 'read' : 'wrote'
    const who = names.process(process[id])
    return `${who} ${action} ${this.key(id)} = ${this.value(id)} (${this.span(id)})`
  }

  private span(id: number): string {
    const { invokedMicros, returnedMicros, names, effect } = this.history
    const from = names.time(invokedMicros[id])
    if (effect[id] === Effect.none) return `from ${from}, certainly not done`
    if (this.history.return[id] === NEVER_RETURNED) return `from ${from}, outcome unknown`
    return `${from} to ${names.time(returnedMicros[id])}`
  }

  private seen(id: number, source: number): string {
    const { names } = this.history
    if (source === Source.several) {
      return this.history
        .sources(id)
        .map((write) => names.value(write))
        .join(' and ')
    }
    if (source === Source.nowhere) return 'a value of no write'
    return source === Source.initial ? 'nothing' : names.value(source)
  }
}

import type { KeyId } from '../../trace/event.ts'

/** Keys by the names that a person gives them, numbered in order of first use. */
export class KeyTable {
  private readonly numbers = new Map<string, KeyId>()
  private readonly names: string[] = []

  /** The number of a key, given now if it is new. */
  number(name: string): KeyId {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    const number = this.names.push(name) - 1
    this.numbers.set(name, number)
    return number
  }

  /** All names, by number. */
  get all(): readonly string[] {
    return [...this.names]
  }

  name(key: KeyId): string {
    return this.names[key] ?? `k${key}`
  }
}

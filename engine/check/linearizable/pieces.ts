import type { KeyValueInput } from '../models/key-value.ts'
import type { ObservedOperation } from '../observed-history.ts'

/** What was put and appended to a text, by operation: none empty, none twice, none the beginning of another; so a text made of them falls apart in one way. */
export class Pieces {
  private readonly operations: readonly ObservedOperation<KeyValueInput>[]
  private readonly places: ReadonlyMap<string, number>
  private readonly lengths: readonly number[]

  private constructor(
    operations: readonly ObservedOperation<KeyValueInput>[],
    places: ReadonlyMap<string, number>,
  ) {
    this.operations = operations
    this.places = places
    this.lengths = [...new Set([...places.keys()].map(({ length }) => length))]
  }

  static of(operations: readonly ObservedOperation<KeyValueInput>[]): Pieces | undefined {
    const places = new Map<string, number>()
    for (let place = 0; place < operations.length; place++) {
      const { input } = operations[place]
      if (input.action === 'get') continue
      if (input.value === '' || places.has(input.value)) return undefined
      places.set(input.value, place)
    }
    return hasBeginnings([...places.keys()]) ? undefined : new Pieces(operations, places)
  }

  /** The operation whose piece stands at an offset of a text. */
  at(text: string, offset: number): number | undefined {
    for (const length of this.lengths) {
      const place = this.places.get(text.substring(offset, offset + length))
      if (place !== undefined) return place
    }
    return undefined
  }

  isPut(place: number): boolean {
    return this.operations[place].input.action === 'put'
  }

  text(place: number): string {
    const { input } = this.operations[place]
    return input.action === 'get' ? '' : input.value
  }
}

/** Whether one text is the beginning of another: it stands right before one such when they are sorted. */
function hasBeginnings(texts: string[]): boolean {
  texts.sort()
  return texts.some((text, index) => index > 0 && text.startsWith(texts[index - 1]))
}

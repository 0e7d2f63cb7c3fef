import MagicString from 'magic-string'
import type { Node } from './syntax-tree.ts'

/**
 * The source of a cell, edited in place. Passes must go from the outside in, and each from parents to children:
 * what is put around a node later stands closer to it.
 */
export class CellText {
  readonly source: string
  private readonly text: MagicString

  constructor(source: string) {
    this.source = source
    this.text = new MagicString(source)
  }

  wrap(node: Node, before: string, after: string): void {
    this.before(node.start!, before)
    this.after(node.end!, after)
  }

  /** Puts text in front of what begins at the offset. */
  before(offset: number, content: string): void {
    if (content) this.text.appendRight(offset, content)
  }

  /** Puts text behind what ends at the offset. */
  after(offset: number, content: string): void {
    if (content) this.text.prependLeft(offset, content)
  }

  /** Replaces characters; what was put before or after them stays. */
  replace(start: number, end: number, content: string): void {
    if (end > start) this.text.update(start, end, content)
  }

  erase(start: number, end: number): void {
    this.replace(start, end, '')
  }

  /** The finished code with its map; `head` and `tail` go around everything. */
  finish(cell: string, head: string, tail: string) {
    this.text.prepend(head).append(tail)
    const { names, mappings } = this.text.generateDecodedMap({ hires: 'boundary' })
    return {
      code: this.text.toString(),
      map: { version: 3 as const, sources: [cell], names, mappings },
    }
  }
}

import type { CellText } from './cell-text.ts'
import type { Names, Reference } from './names.ts'
import { identifierEnd } from './tokens.ts'

/** Writes every shared name as a property of the shared scope, and every member of an enum as one of it. */
export function shareNames(names: Names, text: CellText, shared: string): void {
  for (const reference of names.references) shareName(reference, text, shared)
  for (const node of names.outerThis) text.replace(node.start!, node.end!, '(void 0)')
}

function shareName({ identifier, role, enumName }: Reference, text: CellText, shared: string) {
  const [before, after] = around(identifier.name, role, enumName ?? shared)
  text.before(identifier.start!, before)
  text.after(identifierEnd(text.source, identifier.start!), after)
}

function around(name: string, role: Reference['role'], owner: string): [string, string] {
  switch (role) {
    case 'call':
      return [`(0, ${owner}.`, ')']
    case 'typeof':
      // of a name that nobody defined, `typeof` is 'undefined' where reading it throws
      return [`(() => { try { return ${owner}.`, ' } catch { return void 0 } })()']
    case 'shorthand':
      return [`${propertyKey(name)}: ${owner}.`, '']
    case 'plain':
      return [`${owner}.`, '']
  }
}

/** `{ __proto__: x }` would set the prototype, which the shorthand does not. */
const propertyKey = (name: string): string => (name === '__proto__' ? '["__proto__"]' : name)

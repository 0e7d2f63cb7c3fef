/** A piece of what TypeScript says of a name, and what kind of piece it is. */
export interface DisplayPart {
  readonly text: string
  readonly kind: string
}

/**
 * What is said of a name that comes from a cell above or from a package, as of one that is declared here: without the marks of the import, which nobody wrote or
 * which stands there to be read.
 */
export function withoutAlias<Part extends DisplayPart>(parts: readonly Part[]): Part[] {
  const isAlias = parts[0]?.text === '(' && parts[1]?.text === 'alias'
  if (!isAlias) return [...parts]
  const importLine = parts.findLastIndex(
    ({ kind }, at) => kind === 'lineBreak' && parts[at + 1]?.text === 'import',
  )
  const aliasMark = 4
  return parts.slice(aliasMark, importLine < 0 ? parts.length : importLine)
}

/** Which cell gave the kernel each shared name: name to cell id. */
export type NameOwners = ReadonlyMap<string, string>

export interface NameChange {
  readonly owners: NameOwners
  /** Names that the kernel must forget. */
  readonly forgotten: readonly string[]
}

/** The names that the other cells have given the kernel: what `cell`, run now, may take from outside itself. */
export function namesFromOthers(owners: NameOwners, cell: string): string[] {
  return [...owners].filter(([, owner]) => owner !== cell).map(([name]) => name)
}

/** `cell` is about to run and defines `defines`; what it gave before and no longer defines is forgotten. */
export function claimNames(
  owners: NameOwners,
  cell: string,
  defines: readonly string[],
): NameChange {
  const { owners: others, forgotten } = releaseNames(owners, new Set([cell]))
  const claimed = new Map([...others, ...defines.map((name) => [name, cell] as const)])
  return { owners: claimed, forgotten: forgotten.filter((name) => !claimed.has(name)) }
}

/** The cells are gone, and with them every name that they gave. */
export function releaseNames(owners: NameOwners, cells: ReadonlySet<string>): NameChange {
  const kept = new Map([...owners].filter(([, owner]) => !cells.has(owner)))
  return { owners: kept, forgotten: [...owners.keys()].filter((name) => !kept.has(name)) }
}

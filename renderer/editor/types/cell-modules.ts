import type TypeScript from 'typescript'

/** A code cell as the editor's worker knows it. */
export interface CellText {
  readonly id: string
  readonly source: string
}

/** The code cells above the one that is edited, in order. */
export interface NotebookText {
  readonly above: readonly CellText[]
}

/** Where the page leaves a `NotebookText` for the worker, as JSON. */
export const notebookFile = 'file:///notebook.json'

export const fileOfCell = (id: string): string => `file:///cells/${id}.ts`

/** What a cell is to TypeScript: its names, and what it mentions. */
interface Outline {
  /** Names declared at the top level: values, types and imports. */
  readonly declared: readonly string[]
  readonly exported: ReadonlySet<string>
  readonly mentioned: ReadonlySet<string>
}

type Ts = typeof TypeScript

/**
 * Makes a module of each cell, so that TypeScript knows across cells what the notebook knows: a name stands for its nearest definition above, and defining it
 * again hides the earlier one. What makes it so is added after the cell's text, where it moves no position.
 */
export class CellModules {
  private readonly ts: Ts
  private readonly outlines = new Map<string, Outline>()

  constructor(ts: Ts) {
    this.ts = ts
  }

  /** The text to be added to each of the cells. Imports of all that stands above go to the last one: it is being written. */
  endings(cells: readonly CellText[]): Map<string, string> {
    const givers = new Map<string, string>()
    const endings = new Map<string, string>()
    for (const [index, { id, source }] of cells.entries()) {
      const outline = this.outlineOf(source)
      const isWritten = index === cells.length - 1
      endings.set(id, endingOf(outline, givers, isWritten))
      for (const name of outline.declared) givers.set(name, id)
    }
    return endings
  }

  private outlineOf(source: string): Outline {
    const known = this.outlines.get(source)
    if (known) return known
    const outline = outlineCell(this.ts, source)
    this.outlines.set(source, outline)
    return outline
  }
}

function endingOf(
  { declared, exported, mentioned }: Outline,
  givers: ReadonlyMap<string, string>,
  takesAll: boolean,
): string {
  const own = new Set(declared)
  const taken = [...givers].filter(([name]) => !own.has(name) && (takesAll || mentioned.has(name)))
  const imports = [...groupByGiver(taken)].map(
    ([giver, names]) => `import { ${names.join(', ')} } from './${giver}';`,
  )
  const shared = declared.filter((name) => !exported.has(name))
  return `\n;${imports.join('')}export { ${shared.join(', ')} };`
}

function groupByGiver(taken: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, giver] of taken) groups.set(giver, [...(groups.get(giver) ?? []), name])
  return groups
}

function outlineCell(ts: Ts, source: string): Outline {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, false)
  const declared = new Set<string>()
  const exported = new Set<string>()
  for (const statement of file.statements) {
    const names = namesOf(ts, statement)
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    for (const name of names) {
      declared.add(name)
      if (isExported) exported.add(name)
    }
  }
  return {
    declared: [...declared],
    exported,
    mentioned: new Set(source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)),
  }
}

function namesOf(ts: Ts, statement: TypeScript.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(ts, name))
  }
  if (ts.isImportDeclaration(statement)) return importedNames(ts, statement)
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  return isNamed && statement.name && statement.name.text !== '' ? [statement.name.text] : []
}

function boundNames(ts: Ts, name: TypeScript.BindingName): string[] {
  if (ts.isIdentifier(name)) return name.text === '' ? [] : [name.text]
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(ts, element.name),
  )
}

function importedNames(ts: Ts, { importClause }: TypeScript.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : []
  const whole = bindings && ts.isNamespaceImport(bindings) ? [bindings.name.text] : []
  const first = importClause?.name ? [importClause.name.text] : []
  return [...first, ...whole, ...named.map(({ name }) => name.text)].filter((name) => name !== '')
}

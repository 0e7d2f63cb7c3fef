import { parse } from 'acorn'
import { fail, ok, type Result } from '../../engine/index.ts'
import { createCell } from './create.ts'
import { inputNames, readInputValue, withInputs } from './inputs.ts'
import type { Cell, Notebook } from './notebook.ts'
import { hasTag } from './tags.ts'

const injectedTag = 'injected-parameters'

/**
 * The notebook with values for its parameters. One that an input of the notebook has the name of sets that input; the others follow papermill's rule: a cell tagged `injected-parameters` follows the one tagged
 * `parameters`, or comes first; one that is there already is replaced. A value that is JSON is that value, any other text a string.
 * Problem: `document/parameter-name` for a name that TypeScript cannot declare.
 */
export function withParameters(
  notebook: Notebook,
  values: Readonly<Record<string, string>>,
): Result<Notebook> {
  const inputs = inputNames(notebook)
  const isInput = ([name]: [string, string]) => inputs.has(name)
  const entries = Object.entries(values)
  const set = entries.filter(isInput).map(([name, text]) => [name, readInputValue(text)])
  const ready = set.length === 0 ? notebook : withInputs(notebook, Object.fromEntries(set))
  return declareAll(ready, Object.fromEntries(entries.filter((entry) => !isInput(entry))))
}

function declareAll(
  notebook: Notebook,
  values: Readonly<Record<string, string>>,
): Result<Notebook> {
  const names = Object.keys(values)
  const wrong = names.find((name) => !isDeclarable(name))
  if (wrong !== undefined) return fail(nameProblem(wrong))
  return ok(names.length === 0 ? notebook : inject(notebook, injectedSource(values)))
}

function nameProblem(name: string) {
  const message = `The parameter name ${JSON.stringify(name)} is not a TypeScript identifier: letters, digits, _ and $ are allowed, with no digit first, and no reserved word.`
  return { code: 'document/parameter-name', message }
}

/** Whether `const name` is a declaration of that name and nothing else: the parser knows the reserved words. */
function isDeclarable(name: string): boolean {
  const program = tryParse(`const ${name} = 0`)
  const statement = program?.body[0]
  if (statement?.type !== 'VariableDeclaration' || program?.body.length !== 1) return false
  const [{ id }] = statement.declarations
  return id.type === 'Identifier' && id.name === name && id.end - id.start === name.length
}

function tryParse(source: string) {
  try {
    return parse(source, { ecmaVersion: 2022, sourceType: 'module' })
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Declares anew: names of the notebook's scope mean their latest declaration, whatever the cell before said. */
function injectedSource(values: Readonly<Record<string, string>>): string {
  const lines = Object.entries(values).map(([name, text]) => `const ${name} = ${literal(text)}`)
  return ['// Parameters', ...lines].join('\n')
}

function literal(text: string): string {
  const json = canonicalJson(text)
  if (json === undefined) return JSON.stringify(text)
  // In a JavaScript literal, unlike in JSON, this key sets the prototype.
  return json.includes('"__proto__":') ? `JSON.parse(${JSON.stringify(json)})` : text.trim()
}

function canonicalJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function inject(notebook: Notebook, source: string): Notebook {
  const { cells } = notebook
  const injected = cells.findIndex((cell) => hasTag(cell, injectedTag))
  const position = injected >= 0 ? injected : afterParameters(cells)
  const rest = injected >= 0 ? injected + 1 : position
  const id = cells[injected]?.id ?? freeId(cells)
  const cell = createCell('code', id, source, { tags: [injectedTag] })
  return { ...notebook, cells: [...cells.slice(0, position), cell, ...cells.slice(rest)] }
}

/** Right after the cell tagged `parameters`, or first when there is none. */
function afterParameters(cells: readonly Cell[]): number {
  return cells.findIndex((cell) => hasTag(cell, 'parameters')) + 1
}

/** The same for the same notebook: parameters alone do not change which bytes a run gives. */
function freeId(cells: readonly Cell[]): string {
  const taken = new Set(cells.map((cell) => cell.id))
  let id = injectedTag
  for (let count = 2; taken.has(id); count++) id = `${injectedTag}-${count}`
  return id
}

import { WrittenNumber } from './json/written-number.ts'
import type { Json, JsonObject, Notebook } from './notebook.ts'

/** What a person sets an input of a notebook to. */
export type InputValue = string | number | boolean

/** Name to value, of the inputs that were set; the others have their defaults. */
export type InputValues = Readonly<Record<string, InputValue>>

/** MIME type of an input as a cell draws it: see `InputControl`. */
export const INPUT_MIME_TYPE = 'application/vnd.replilab.input+json'

/** An input as a cell draws it, its value included. */
export type InputControl = {
  readonly name: string
  readonly label: string
} & (
  | {
      readonly kind: 'slider'
      readonly value: number
      readonly min: number
      readonly max: number
      readonly step: number
    }
  | {
      readonly kind: 'number'
      readonly value: number
      readonly min: number | null
      readonly max: number | null
      readonly step: number | null
    }
  | {
      readonly kind: 'select'
      readonly value: string | number
      readonly options: readonly (string | number)[]
    }
  | { readonly kind: 'checkbox'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
)

/** What the inputs of a notebook are set to: `metadata.replilab.inputs`, as far as it holds values. */
export function inputValues(notebook: Notebook): InputValues {
  const { inputs } = objectOf(notebook.metadata.replilab)
  const values = Object.entries(objectOf(inputs)).map(([name, value]) => [name, readValue(value)])
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

/** The notebook with inputs set; those that are not named stay as they are. */
export function withInputs(notebook: Notebook, values: InputValues): Notebook {
  const own = objectOf(notebook.metadata.replilab)
  const replilab = { ...own, inputs: { ...objectOf(own.inputs), ...values } }
  return { ...notebook, metadata: { ...notebook.metadata, replilab } }
}

/** The value that a text means, on a command line: JSON of a number, `true`, `false` or a string; any other text is itself. */
export function readInputValue(text: string): InputValue {
  try {
    return readValue(JSON.parse(text)) ?? text
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

const call =
  /\binput\s*\.\s*(?:slider|number|select|checkbox|text)\s*(?:<[^>()]*>)?\(\s*(['"`])(.*?)\1/g

/** The names of the inputs that the cells draw, where they are written out. */
export function inputNames({ cells }: Notebook): Set<string> {
  const code = cells.filter(({ cell_type }) => cell_type === 'code')
  return new Set(code.flatMap(({ source }) => [...source.matchAll(call)].map(([, , name]) => name)))
}

function readValue(value: Json): InputValue | undefined {
  if (value instanceof WrittenNumber) return value.valueOf()
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined
}

const objectOf = (value: Json): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}

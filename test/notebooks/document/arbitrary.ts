import fc from 'fast-check'
import type { Cell, Json, MimeBundle, Notebook, Output } from '../../../notebooks/document/index.ts'

const lineEnds = ['\n', '\r\n', '\r', '\v', '\f', '\x1c', '\x1e', '\x85', '\u2028', '\u2029']

/** Any text that UTF-8 can hold, with more line ends than chance gives. */
export const text: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom(...lineEnds)), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''))

/** Records with the prototype that objects read from a file have. */
function record<Value>(model: { [Key in keyof Value]: fc.Arbitrary<Value[Key]> }) {
  return fc.record<Value>(model, { noNullPrototype: true })
}

const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))

const key = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', '10', '9') },
)

export const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false),
    text,
    number.map((value) => (value === 0 ? 0 : value)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value

/** Metadata under keys of our own, so that the format's rules for its known keys do not meet it. */
const metadata = fc
  .tuple(json, fc.uniqueArray(fc.constantFrom('parameters', 'setup', 'Ärger'), { minLength: 1 }))
  .map(([value, tags]) => ({ replilab: value, tags }))

const bundle: fc.Arbitrary<MimeBundle> = fc.record(
  {
    'text/plain': text,
    'text/html': text,
    'image/svg+xml': text,
    'image/png': text,
    'application/javascript': text,
    'application/json': json,
    'application/vnd.replilab.run+json': json,
  },
  { requiredKeys: ['text/plain'], noNullPrototype: true },
)

const count = fc.option(fc.nat())

const output: fc.Arbitrary<Output> = fc.oneof(
  record({
    output_type: fc.constant('stream' as const),
    name: fc.constantFrom('stdout', 'stderr'),
    text,
  }),
  record({
    output_type: fc.constant('display_data' as const),
    data: bundle,
    metadata: record({ replilab: json }),
  }),
  record({
    output_type: fc.constant('execute_result' as const),
    data: bundle,
    metadata: record({ replilab: json }),
    execution_count: count,
  }),
  record({
    output_type: fc.constant('error' as const),
    ename: text,
    evalue: text,
    traceback: fc.array(text, { maxLength: 3 }),
  }),
)

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)
const common = { id, source: text, metadata }
const attachments = fc.dictionary(key, bundle, { maxKeys: 2, noNullPrototype: true })

const cell: fc.Arbitrary<Cell> = fc.oneof(
  record({
    ...common,
    cell_type: fc.constant('code' as const),
    execution_count: count,
    outputs: fc.array(output, { maxLength: 4 }),
  }),
  fc.record(
    { ...common, cell_type: fc.constant('markdown' as const), attachments },
    { requiredKeys: ['id', 'source', 'metadata', 'cell_type'], noNullPrototype: true },
  ),
  record({ ...common, cell_type: fc.constant('raw' as const) }),
)

/** Notebooks as our own code makes them: valid, with nothing that reading would repair. */
export const notebookModel: fc.Arbitrary<Notebook> = record({
  cells: fc.uniqueArray(cell, { maxLength: 6, selector: (each) => each.id }),
  metadata: record({ replilab: json }),
  nbformat: fc.constant(4 as const),
  nbformat_minor: fc.constant(5),
})

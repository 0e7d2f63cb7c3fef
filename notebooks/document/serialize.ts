import { WrittenJson, writeJson } from './json/write.ts'
import { splitLines } from './lines.ts'
import { mapValues, splitBundle } from './mime.ts'
import type { Cell, Json, MimeBundle, Notebook, Output } from './notebook.ts'
import { withoutTransient, withoutTrust } from './transient.ts'

/**
 * The text of an .ipynb file, byte for byte what Jupyter (nbformat 5) writes for the same notebook: sorted keys, one space of
 * indent, raw UTF-8, texts as lists of lines, a newline at the end.
 */
export const serializeNotebook = (notebook: Notebook): string =>
  Array.from(notebookParts(notebook), ({ text }) => text).join('')

/** A piece of a notebook's text, of `partLength` UTF-16 units at most where it is one of an output. */
export interface NotebookPart {
  readonly text: string
}

/** What is larger is cut: who sends parts elsewhere can rest between them. */
export const partLength = 100_000

/**
 * The text of an .ipynb file in pieces, each written when it is asked for. What was not edited gives the same objects again: cells, outputs and attachments
 * never change, so a text holds for good.
 */
export function* notebookParts(notebook: Notebook): Generator<NotebookPart> {
  const [before, after] = partsAround(notebook)
  yield before
  for (const [at, cell] of notebook.cells.entries()) {
    if (at > 0) yield beforeCell(cell)
    yield* cellParts(cell)
  }
  if (after) yield after
}

/** A place in a text that is filled later: no JSON holds this character as it is. */
const hole = new WrittenJson('\u0000')

/** What lines within a cell begin with: it stands in a list in an object. */
const cellIndent = '\n  '
const attachmentsIndent = `${cellIndent} `
const outputIndent = `${cellIndent}  `

/** One for each, so that parts that stand beside each other stay so. */
const beforeCell = remembered((_: Cell): NotebookPart => ({ text: `,${cellIndent}` }))
const beforeOutput = remembered((_: Output): NotebookPart => ({ text: `,${outputIndent}` }))

/** By the notebook's metadata, which most edits leave as they are. */
const around = new WeakMap<object, readonly NotebookPart[]>()

function partsAround(notebook: Notebook): readonly NotebookPart[] {
  const cells = notebook.cells.length > 0 ? [hole] : []
  const texts = `${writeJson({ ...withoutTransient(notebook), cells })}\n`.split(hole.text)
  const known = around.get(notebook.metadata)
  if (known?.length === texts.length && known.every(({ text }, at) => text === texts[at])) {
    return known
  }
  const parts = texts.map((text) => ({ text }))
  around.set(notebook.metadata, parts)
  return parts
}

const cellParts = remembered((cell: Cell): readonly NotebookPart[] => {
  const { attachments } = cell
  const outputs = cell.cell_type === 'code' ? cell.outputs : []
  const frame = {
    ...withoutTrust(cell),
    source: splitLines(cell.source),
    ...(attachments !== undefined && { attachments: hole }),
    ...(outputs.length > 0 && { outputs: [hole] }),
  }
  // In the order in which their keys are written.
  const fillings = [
    ...(attachments !== undefined ? [attachmentParts(attachments as object)] : []),
    ...(outputs.length > 0 ? [outputs.flatMap(partsOfNext)] : []),
  ]
  return writeJson(frame, cellIndent)
    .split(hole.text)
    .flatMap((text, at) => [{ text }, ...(fillings[at] ?? [])])
})

const attachmentParts = remembered((attachments: object): readonly NotebookPart[] => {
  const written = mapValues(attachments as Record<string, MimeBundle>, splitBundle)
  return cut(writeJson(written, attachmentsIndent))
})

const outputParts = remembered((output: Output): readonly NotebookPart[] =>
  cut(writeJson(fileOutput(output), outputIndent)),
)

const partsOfNext = (output: Output, at: number): readonly NotebookPart[] =>
  at === 0 ? outputParts(output) : [beforeOutput(output), ...outputParts(output)]

function fileOutput(output: Output): Json {
  if (output.output_type === 'stream') return { ...output, text: splitLines(output.text) }
  if (output.output_type === 'error') return output
  return { ...output, data: splitBundle(output.data) }
}

const cut = (text: string): readonly NotebookPart[] =>
  Array.from({ length: Math.ceil(text.length / partLength) }, (_, at) => ({
    text: text.slice(at * partLength, (at + 1) * partLength),
  }))

/** The same function, which is asked once about each object. */
function remembered<Key extends object, Value>(ask: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>()
  return (key) => {
    const answer = known.get(key) ?? ask(key)
    known.set(key, answer)
    return answer
  }
}

import {
  choiceField,
  countField,
  listField,
  objectField,
  stringListField,
  textField,
} from './field.ts'
import { joinBundle, mapValues } from './mime.ts'
import type { Cell, CellMetadata, Json, JsonObject } from './notebook.ts'
import { readOutput } from './read-output.ts'

const cellTypes = ['code', 'markdown', 'raw'] as const

/**
 * Checks one cell of the file and joins its lines. Missing `metadata`, `source`, `outputs` and `execution_count` are empty, and a
 * missing id is the empty string: `repairCellIds` gives it one.
 */
export function readCell(value: Json, path: string): Cell {
  const raw = objectField(value, path)
  const cell_type = choiceField(raw.cell_type, `${path}.cell_type`, cellTypes)
  const common = { ...raw, ...commonFields(raw, path) }
  if (cell_type !== 'code') return { ...common, cell_type }
  return { ...common, cell_type, ...codeFields(raw, path) }
}

function commonFields(raw: JsonObject, path: string) {
  return {
    id: typeof raw.id === 'string' ? raw.id : '',
    source: textField(raw.source ?? '', `${path}.source`),
    metadata: readMetadata(raw.metadata ?? {}, `${path}.metadata`),
    ...attachmentFields(raw, path),
  }
}

function codeFields(raw: JsonObject, path: string) {
  const outputs = listField(raw.outputs ?? [], `${path}.outputs`)
  return {
    execution_count: countField(raw.execution_count ?? null, `${path}.execution_count`),
    outputs: outputs.map((output, index) => readOutput(output, `${path}.outputs[${index}]`)),
  }
}

function readMetadata(value: Json, path: string): CellMetadata {
  const metadata = objectField(value, path)
  if (metadata.tags !== undefined) stringListField(metadata.tags, `${path}.tags`)
  return metadata as CellMetadata
}

function attachmentFields(raw: JsonObject, path: string) {
  if (raw.attachments === undefined) return {}
  const attachments = objectField(raw.attachments, `${path}.attachments`)
  return {
    attachments: mapValues(attachments, (bundle, name) =>
      joinBundle(objectField(bundle, `${path}.attachments[${JSON.stringify(name)}]`)),
    ),
  }
}

import {
  choiceField,
  countField,
  objectField,
  stringField,
  stringListField,
  textField,
} from './field.ts'
import { joinBundle } from './mime.ts'
import type { Json, JsonObject, Output } from './notebook.ts'

const outputTypes = ['stream', 'display_data', 'execute_result', 'error'] as const

/** Checks one output of the file and joins its lines. A missing `metadata` is empty. */
export function readOutput(value: Json, path: string): Output {
  const raw = objectField(value, path)
  const output_type = choiceField(raw.output_type, `${path}.output_type`, outputTypes)
  if (output_type === 'stream') return { ...raw, output_type, ...streamFields(raw, path) }
  if (output_type === 'error') return { ...raw, output_type, ...errorFields(raw, path) }
  const shown = shownFields(raw, path)
  if (output_type === 'display_data') return { ...raw, output_type, ...shown }
  const execution_count = countField(raw.execution_count ?? null, `${path}.execution_count`)
  return { ...raw, output_type, ...shown, execution_count }
}

function streamFields(raw: JsonObject, path: string) {
  return {
    name: stringField(raw.name, `${path}.name`),
    text: textField(raw.text, `${path}.text`),
  }
}

function errorFields(raw: JsonObject, path: string) {
  return {
    ename: stringField(raw.ename, `${path}.ename`),
    evalue: stringField(raw.evalue, `${path}.evalue`),
    traceback: stringListField(raw.traceback, `${path}.traceback`),
  }
}

function shownFields(raw: JsonObject, path: string) {
  return {
    data: joinBundle(objectField(raw.data, `${path}.data`)),
    metadata: objectField(raw.metadata ?? {}, `${path}.metadata`),
  }
}

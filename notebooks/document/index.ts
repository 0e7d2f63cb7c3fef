/** Notebooks as documents: .ipynb in and out, and pure edits. */
export { isCellId, newCellId, type Random } from './cell-id.ts'
export { type CellType, createCell, createNotebook } from './create.ts'
export {
  changeType,
  deleteCell,
  insertCell,
  mergeCellBelow,
  moveCell,
  replaceSource,
  setOutputs,
  splitCell,
} from './edit.ts'
export {
  INPUT_MIME_TYPE,
  type InputControl,
  type InputValue,
  type InputValues,
  inputNames,
  inputValues,
  readInputValue,
  withInputs,
} from './inputs.ts'
export { nestingLimit } from './json/read.ts'
export { WrittenNumber } from './json/written-number.ts'
export { isJsonMime } from './mime.ts'
export type {
  Cell,
  CellMetadata,
  CodeCell,
  DisplayOutput,
  ErrorOutput,
  Json,
  JsonObject,
  MarkdownCell,
  MimeBundle,
  Notebook,
  Output,
  RawCell,
  ResultOutput,
  StreamOutput,
} from './notebook.ts'
export { appendOutput, updateDisplay, withDisplayId } from './outputs.ts'
export { withParameters } from './parameters.ts'
export { parseNotebook } from './parse.ts'
export { type NotebookPart, notebookParts, partLength, serializeNotebook } from './serialize.ts'
export { hasTag } from './tags.ts'

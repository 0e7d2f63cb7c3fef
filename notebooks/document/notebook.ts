/**
 * A notebook as nbformat 4.5 has it, with multi-line strings joined.
 * Source: nbformat 4.5 (https://nbformat.readthedocs.io, "The Notebook file format").
 */

/** A JSON value as read from a file. Numbers whose text JavaScript would change (`1.0`, `1e400`) are a `WrittenNumber`. */
export type Json = unknown
export type JsonObject = Record<string, Json>

/** MIME type to content: text is a string (lines joined), JSON types are values. */
export type MimeBundle = Record<string, Json>

export interface Notebook {
  cells: Cell[]
  metadata: JsonObject
  nbformat: 4
  nbformat_minor: number
  /** Fields of the file that we do not know, kept as they were. */
  [unknown: string]: Json
}

export type Cell = CodeCell | MarkdownCell | RawCell

interface CellBase {
  /** Stable, unique in the notebook, 1 to 64 of `A-Za-z0-9_-`. */
  id: string
  /** Lines joined; the file holds them split. */
  source: string
  metadata: CellMetadata
  [unknown: string]: Json
}

export interface CellMetadata extends JsonObject {
  tags?: string[]
}

export interface CodeCell extends CellBase {
  cell_type: 'code'
  execution_count: number | null
  outputs: Output[]
}

export interface MarkdownCell extends CellBase {
  cell_type: 'markdown'
  attachments?: Record<string, MimeBundle>
}

export interface RawCell extends CellBase {
  cell_type: 'raw'
  attachments?: Record<string, MimeBundle>
}

export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput

export interface StreamOutput {
  output_type: 'stream'
  /** `stdout` or `stderr`; a file may have others, which the format allows. */
  name: string
  text: string
  [unknown: string]: Json
}

export interface DisplayOutput {
  output_type: 'display_data'
  data: MimeBundle
  metadata: JsonObject
  [unknown: string]: Json
}

export interface ResultOutput {
  output_type: 'execute_result'
  execution_count: number | null
  data: MimeBundle
  metadata: JsonObject
  [unknown: string]: Json
}

export interface ErrorOutput {
  output_type: 'error'
  ename: string
  evalue: string
  traceback: string[]
  [unknown: string]: Json
}

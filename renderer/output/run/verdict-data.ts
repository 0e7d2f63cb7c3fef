import type { Cell, MimeBundle } from '../../../notebooks/document/index.ts'
import { COMPARISON_MIME_TYPE, RUN_MIME_TYPE, readRuns, TIMELINE_MIME_TYPE } from './run-data.ts'

/** An operation that a verdict rests on. */
export interface ProofOperation {
  readonly id: number
  /** `c1 read x = "old"` */
  readonly words: string
}

/** What of a verdict leads to a timeline. */
export interface VerdictData {
  /** Of the run that was judged; undefined where it was no run. */
  readonly fingerprint: string | undefined
  readonly operations: readonly ProofOperation[]
}

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Operations that are offered; a verdict rests on few as a rule. */
const MOST_OFFERED = 6

/** Reads the data of a verdict; what is missing is left out. */
export function readVerdict(data: unknown): VerdictData {
  const fields = isFields(data) ? data : {}
  const proof = isFields(fields.proof) ? fields.proof : {}
  const operations = Array.isArray(proof.operations) ? proof.operations : []
  return {
    fingerprint: typeof fields.run === 'string' ? fields.run : undefined,
    operations: operations.slice(0, MOST_OFFERED).flatMap(readOperation),
  }
}

function readOperation(row: unknown): ProofOperation[] {
  if (!isFields(row) || !Number.isSafeInteger(row.id)) return []
  const { id, client, operation, key, value } = row
  const written = value === '' || value === undefined ? '' : ` = ${value}`
  return [{ id: id as number, words: `${client} ${operation} ${key}${written}` }]
}

/** The recording of a run that some output of a notebook holds. */
export function savedRecording(cells: readonly Cell[], fingerprint: string): string | undefined {
  for (const cell of cells) {
    if (cell.cell_type !== 'code') continue
    for (const output of cell.outputs) {
      if (!('data' in output)) continue
      const found = recordingIn(output.data as MimeBundle, fingerprint)
      if (found !== undefined) return found
    }
  }
  return undefined
}

function recordingIn(data: MimeBundle, fingerprint: string): string | undefined {
  const mime = [RUN_MIME_TYPE, TIMELINE_MIME_TYPE, COMPARISON_MIME_TYPE].find(
    (type) => type in data,
  )
  if (mime === undefined) return undefined
  return readRuns(data[mime]).runs.find((run) => run.fingerprint === fingerprint)?.recording
}

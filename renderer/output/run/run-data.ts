import type { MimeBundle } from '../../../notebooks/document/index.ts'

/** MIME types of outputs that show runs along time. */
export const RUN_MIME_TYPE = 'application/vnd.replilab.run+json'
export const TIMELINE_MIME_TYPE = 'application/vnd.replilab.timeline+json'
export const COMPARISON_MIME_TYPE = 'application/vnd.replilab.comparison+json'
export const VERDICT_MIME_TYPE = 'application/vnd.replilab.verdict+json'

/** One run of an output, as far as its data says: anybody may have written the file. */
export interface RunData {
  readonly name: string | undefined
  readonly fingerprint: string
  /** What it can be drawn from, as text; undefined where the output holds none. */
  readonly recording: string | undefined
  readonly figures: readonly RunFigure[]
  /** Of what came out, in words: model, nodes, clients, seed. */
  readonly heading: string
}

export interface RunFigure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly note: string | undefined
}

/** What an output that shows runs says of them. */
export interface RunsData {
  readonly runs: readonly RunData[]
  readonly window: { readonly from: number; readonly to: number } | undefined
  readonly nodes: readonly string[] | undefined
  readonly key: string | undefined
  /** Why something that could be in the output is not: one sentence. */
  readonly omitted: string | undefined
}

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value)

/** Reads the data of a run, of a timeline or of a comparison; what is missing is left out. */
export function readRuns(data: unknown): RunsData {
  const fields = isFields(data) ? data : {}
  const runs = Array.isArray(fields.runs) ? fields.runs : [fields]
  return {
    runs: runs.filter(isFields).map(readRun),
    window: readWindow(fields.window),
    nodes: Array.isArray(fields.nodes) ? fields.nodes.map(String) : undefined,
    key: textOf(fields.key),
    omitted: textOf(fields.omitted),
  }
}

function readRun({ name, fingerprint, recording, summary, seed }: Fields): RunData {
  const known = isFields(summary) ? summary : {}
  return {
    name: textOf(name),
    fingerprint: textOf(fingerprint) ?? '',
    recording: textOf(recording),
    figures: (Array.isArray(known.metrics) ? known.metrics : []).flatMap(readFigure),
    heading: headingOf(known, seed),
  }
}

function readFigure(metric: unknown): RunFigure[] {
  if (!isFields(metric)) return []
  const { name, value, unit, note } = metric
  if (typeof name !== 'string' || !isNumber(value) || typeof unit !== 'string') return []
  return [{ name, value, unit, note: textOf(note) }]
}

function headingOf({ model, nodes, clients }: Fields, seed: unknown): string {
  const counted = (count: unknown, noun: string) =>
    isNumber(count) ? [`${count} ${noun}${count === 1 ? '' : 's'}`] : []
  return [
    ...(textOf(model) === undefined ? [] : [String(model)]),
    ...counted(nodes, 'node'),
    ...counted(clients, 'client'),
    ...(isNumber(seed) ? [`seed ${seed}`] : []),
  ].join(' · ')
}

function readWindow(window: unknown): RunsData['window'] {
  if (!isFields(window) || !isNumber(window.from) || !isNumber(window.to)) return undefined
  return { from: window.from, to: window.to }
}

/** The runs that an output's data names. */
export const fingerprintsIn = (data: MimeBundle): string[] =>
  [RUN_MIME_TYPE, TIMELINE_MIME_TYPE, COMPARISON_MIME_TYPE].flatMap((mime) =>
    mime in data ? readRuns(data[mime]).runs.map(({ fingerprint }) => fingerprint) : [],
  )

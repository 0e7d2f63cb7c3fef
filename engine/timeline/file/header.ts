import { fail, ok, type Result } from '../../core/result.ts'
import type { OperationSet } from '../../trace/history.ts'
import type {
  KeptFigure,
  RecordedFault,
  RecordedPlace,
  RecordedRun,
  Thinning,
} from '../recorded-run.ts'

export const FORMAT = 'replilab-recording'
/** Raised with every change after which older readers would read something else. */
export const VERSION = 1

/** The part of a recording's text that is words and few numbers. */
export interface Header
  extends Pick<
    RecordedRun,
    | 'fingerprint'
    | 'title'
    | 'model'
    | 'seed'
    | 'places'
    | 'faults'
    | 'keys'
    | 'startMicros'
    | 'durationMicros'
    | 'endMicros'
    | 'authorities'
    | 'endedBy'
    | 'clocks'
  > {
  readonly format: string
  readonly version: number
  readonly messageNames: readonly string[]
  readonly events: number
  readonly dropped: number
  readonly operations: number
  readonly isStepwise: boolean
  readonly sets: readonly OperationSet[]
  /** Number and value; a value that is undefined is left out. */
  readonly values: readonly (readonly [number, unknown?])[]
  readonly whole: Pick<
    Thinning,
    'events' | 'operations' | 'messages' | 'faults' | 'figures' | 'limit'
  > | null
  /** Of the bytes of `data`. */
  readonly checksum: number
  /** All numbers, as base64. */
  readonly data: string
}

/** The named limits of what is read. */
export const LIMITS = {
  textLength: 64_000_000,
  events: 1_000_000,
  operations: 500_000,
  places: 32_000,
  names: 100_000,
  /** Of the name of anything. */
  nameCharacters: 4_000,
} as const

/** Reads the words of a recording, and refuses what is none. */
export function readHeader(text: string): Result<Header> {
  if (text.length > LIMITS.textLength) return tooLarge('textLength', text.length)
  const parsed = parse(text)
  if (!isRecord(parsed) || parsed.format !== FORMAT) {
    return refuse('other-format', 'This text is no recording of a run.')
  }
  if (parsed.version !== VERSION) {
    const version = JSON.stringify(parsed.version)
    const sentence = `This recording is of version ${version}, and this program reads version ${VERSION}.`
    return refuse('other-version', sentence)
  }
  const header = parsed as unknown as Header
  const wrong = FIELDS.find(({ name, isFine }) => !isFine(parsed[name]))
  if (wrong !== undefined) return damaged(`its ${wrong.name} is missing or not what it should be`)
  if (header.events > LIMITS.events) return tooLarge('events', header.events)
  if (header.operations > LIMITS.operations) return tooLarge('operations', header.operations)
  if (header.places.length > LIMITS.places) return tooLarge('places', header.places.length)
  return ok(header)
}

export const damaged = (why: string) => refuse('damaged', `This recording is damaged: ${why}.`)

function tooLarge(name: keyof typeof LIMITS, value: number) {
  const sentence = `This recording is too large: ${value} where ${LIMITS[name]} are allowed (limit ${name}).`
  return refuse('too-large', sentence)
}

const refuse = (code: string, message: string) => fail({ code: `recording/${code}`, message })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON is no recording either: the same refusal says so.
    return undefined
  }
}

type Test = (value: unknown) => boolean

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText: Test = (value) => typeof value === 'string'
const isName: Test = (value) => typeof value === 'string' && value.length <= LIMITS.nameCharacters
const isTruth: Test = (value) => typeof value === 'boolean'
const isNumber: Test = (value) => typeof value === 'number' && Number.isFinite(value)
const isCount: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isWhole: Test = (value) => Number.isSafeInteger(value)
const listOf =
  (isFine: Test): Test =>
  (value) =>
    Array.isArray(value) && value.length <= LIMITS.names && value.every(isFine)

const isPlace: Test = (value) => {
  if (!isRecord(value)) return false
  const { name, kind, region } = value as Partial<RecordedPlace>
  return isName(name) && isName(region) && ['replica', 'controller', 'client'].includes(kind ?? '')
}

const isPair: Test = (value) => Array.isArray(value) && value.length === 2 && value.every(isCount)

const isFault: Test = (value) => {
  if (!isRecord(value)) return false
  const { at, label, kind, nodes, isCut, cuts } = value as Partial<RecordedFault>
  return (
    isCount(at) &&
    isName(label) &&
    isName(kind) &&
    listOf(isCount)(nodes) &&
    isTruth(isCut) &&
    listOf(isPair)(cuts)
  )
}

const isClock: Test = (value) =>
  isRecord(value) && isCount(value.node) && isCount(value.time) && isNumber(value.ahead)

const isLimit: Test = (value) =>
  value === undefined || (isRecord(value) && isText(value.limit) && isNumber(value.value))

const isFigure: Test = (value) => {
  if (!isRecord(value)) return false
  const { chart, name, unit, from, to, values } = value as Partial<KeptFigure>
  const isFine = isName(chart) && isName(name) && isName(unit) && isNumber(from) && isNumber(to)
  return isFine && listOf((one) => one === null || isNumber(one))(values)
}

const isWholeRun: Test = (value) =>
  value === null ||
  (isRecord(value) &&
    isCount(value.events) &&
    isCount(value.operations) &&
    isCount(value.messages) &&
    (value.faults === undefined || isCount(value.faults)) &&
    (value.figures === undefined || listOf(isFigure)(value.figures)) &&
    isRecord(value.limit) &&
    isText(value.limit.name) &&
    isNumber(value.limit.value))

const isValue: Test = (value) =>
  Array.isArray(value) && value.length >= 1 && value.length <= 2 && isCount(value[0])

const FIELDS: readonly { readonly name: keyof Header; readonly isFine: Test }[] = [
  { name: 'fingerprint', isFine: isText },
  { name: 'title', isFine: isName },
  { name: 'model', isFine: isName },
  { name: 'seed', isFine: isNumber },
  { name: 'places', isFine: listOf(isPlace) },
  { name: 'faults', isFine: listOf(isFault) },
  { name: 'keys', isFine: listOf(isName) },
  { name: 'startMicros', isFine: isCount },
  { name: 'durationMicros', isFine: isCount },
  { name: 'endMicros', isFine: isCount },
  { name: 'authorities', isFine: listOf(isCount) },
  { name: 'endedBy', isFine: isLimit },
  { name: 'clocks', isFine: listOf(isClock) },
  { name: 'messageNames', isFine: listOf(isName) },
  { name: 'events', isFine: isCount },
  { name: 'dropped', isFine: isCount },
  { name: 'operations', isFine: isCount },
  { name: 'isStepwise', isFine: isTruth },
  { name: 'sets', isFine: listOf(listOf(isWhole)) },
  { name: 'values', isFine: (value) => Array.isArray(value) && value.every(isValue) },
  { name: 'whole', isFine: isWholeRun },
  { name: 'checksum', isFine: isCount },
  { name: 'data', isFine: isText },
]

import { HISTORY_MODELS, type HistoryModel } from '../../engine/index.ts'
import { UsageError } from './usage-error.ts'

/** The longest wait that a timer can hold: 2^31 - 1 ms. */
const maximumSeconds = 2_147_483

/** `--timeout 2.5` in milliseconds. */
export function parseSeconds(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (seconds > 0 && seconds <= maximumSeconds) return Math.ceil(seconds * 1000)
  throw new UsageError(
    `--timeout takes a number of seconds above 0 and up to ${maximumSeconds}, not ${quoted(text)}.`,
  )
}

const millisOfUnit = { ms: 1, s: 1000, min: 60_000 } as const

/** `--time-limit 10s`, `500ms`, `2min` in milliseconds; a number alone is seconds. */
export function parseTimeLimit(text: string): number {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|min)?$/.exec(text) ?? []
  const millis = Number(number) * millisOfUnit[unit as keyof typeof millisOfUnit]
  if (millis > 0 && millis <= maximumSeconds * 1000) return millis
  throw new UsageError(
    `--time-limit takes a time above 0 such as 500ms, 10s or 2min, not ${quoted(text)}.`,
  )
}

export function parseModel(text: string): HistoryModel {
  const model = HISTORY_MODELS.find((name) => name === text)
  if (model !== undefined) return model
  throw new UsageError(`--model takes ${HISTORY_MODELS.join(', ')}, not ${quoted(text)}.`)
}

/** Kernels that may run at the same time: each takes a process. */
const maximumWorkers = 64

export function parseWorkers(text: string): number {
  const workers = /^\d+$/.test(text) ? Number(text) : 0
  if (workers >= 1 && workers <= maximumWorkers) return workers
  throw new UsageError(
    `--workers takes a whole number from 1 to ${maximumWorkers}, not ${quoted(text)}.`,
  )
}

/** `--port 0` takes any that is free. */
export function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new UsageError(`--port takes a whole number from 0 to 65535, not ${quoted(text)}.`)
}

export type Parameters = Readonly<Record<string, string>>

/** Adds one `name=value`; the value is what follows the first equals sign, and may be empty. */
export function addParameter(text: string, parameters: Parameters = {}): Parameters {
  const equals = text.indexOf('=')
  if (equals <= 0) throw new UsageError(`--parameter takes name=value, not ${quoted(text)}.`)
  return { ...parameters, [text.slice(0, equals)]: text.slice(equals + 1) }
}

const quoted = (text: string): string => JSON.stringify(text)

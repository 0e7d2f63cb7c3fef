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

/** Kernels that may run at the same time: each takes a process. */
const maximumWorkers = 64

export function parseWorkers(text: string): number {
  const workers = /^\d+$/.test(text) ? Number(text) : 0
  if (workers >= 1 && workers <= maximumWorkers) return workers
  throw new UsageError(
    `--workers takes a whole number from 1 to ${maximumWorkers}, not ${quoted(text)}.`,
  )
}

export type Parameters = Readonly<Record<string, string>>

/** Adds one `name=value`; the value is what follows the first equals sign, and may be empty. */
export function addParameter(text: string, parameters: Parameters = {}): Parameters {
  const equals = text.indexOf('=')
  if (equals <= 0) throw new UsageError(`--parameter takes name=value, not ${quoted(text)}.`)
  return { ...parameters, [text.slice(0, equals)]: text.slice(equals + 1) }
}

const quoted = (text: string): string => JSON.stringify(text)

import type { FromKernel } from './protocol.ts'

/** A message of the kernel, checked field by field: cells may have got at the process that sends it. Undefined for anything else. */
export function parseFromKernel(text: unknown): FromKernel | undefined {
  const message = parseObject(text)
  if (!message) return undefined
  const check = checks[message.type as FromKernel['type']]
  return check?.(message) ? (message as unknown as FromKernel) : undefined
}

type Fields = Record<string, unknown>

const isText = (value: unknown) => typeof value === 'string'
const isNumber = (value: unknown) => typeof value === 'number'
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isOptional = (value: unknown, check: (value: unknown) => boolean) =>
  value === undefined || check(value)
const isOneOf = (value: unknown, ...allowed: string[]) => allowed.includes(value as string)

const checks: Record<FromKernel['type'], (message: Fields) => boolean> = {
  ready: ({ engine }) => isText(engine),
  stream: ({ run, name, text }) =>
    isNumber(run) && isOneOf(name, 'stdout', 'stderr') && isText(text),
  display: ({ run, role, data, metadata, displayId, update, attachmentsOmitted, attachments }) =>
    isNumber(run) &&
    isOneOf(role, 'display', 'result') &&
    isObject(data) &&
    isObject(metadata) &&
    isOptional(displayId, isText) &&
    isOptional(update, (value) => typeof value === 'boolean') &&
    isOptional(attachmentsOmitted, isText) &&
    attachments === undefined,
  progress: ({ run, fraction, label }) => isNumber(run) && isNumber(fraction) && isText(label),
  done: ({ run, status, error }) =>
    isNumber(run) && isOneOf(status, 'ok', 'error', 'stopped') && isOptional(error, isError),
}

const isError = (error: unknown) =>
  isObject(error) &&
  isText(error.name) &&
  isText(error.message) &&
  isText(error.stack) &&
  isOptional(error.code, isText)

function parseObject(text: unknown): Fields | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) && isText(value.type) && Object.hasOwn(checks, value.type as string)
      ? value
      : undefined
  } catch {
    return undefined
  }
}

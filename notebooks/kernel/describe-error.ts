import { inspect } from './inspect/inspect.ts'
import { shorten } from './inspect/primitive.ts'
import type { KernelLimits } from './limits.ts'
import type { KernelError } from './protocol.ts'

/**
 * Whatever a cell threw, as plain texts. Never throws: a getter or a Proxy that does is as good as a missing field.
 * The stack keeps only frames that lie in cells; those of the kernel would tell the reader nothing.
 */
export function describeError(thrown: unknown, limits: KernelLimits): KernelError {
  if (!isErrorLike(thrown)) return describeOddity(thrown, limits)
  const name = readText(thrown, 'name') || 'Error'
  const message = shorten(withWayOut(readText(thrown, 'message') ?? ''), limits.errorCharacters)
  const code = readText(thrown, 'code')
  const frames = cellFrames(readText(thrown, 'stack') ?? '', limits.errorFrames)
  const stack = [message === '' ? name : `${name}: ${message}`, ...frames].join('\n')
  return { name: shorten(name, 200), message, stack, ...(code && { code: shorten(code, 200) }) }
}

function describeOddity(thrown: unknown, limits: KernelLimits): KernelError {
  const value = shorten(inspect(thrown, limits.inspect), limits.errorCharacters)
  const message = `The cell threw ${value}, which is not an error.`
  return { name: 'Error', message, stack: `Error: ${message}` }
}

/** What V8 says where the system gives no memory for an array, with what a person can do about it. */
const withWayOut = (message: string): string =>
  message === 'Array buffer allocation failed'
    ? `${message}: this kernel gets no more memory for arrays; what cells hold is freed when the kernel is restarted.`
    : message

/** Errors, and objects that look like one. */
const isErrorLike = (thrown: unknown): thrown is object =>
  typeof thrown === 'object' &&
  thrown !== null &&
  readText(thrown, 'message') !== undefined &&
  readText(thrown, 'stack') !== undefined

function readText(object: object, key: string): string | undefined {
  try {
    const value = Reflect.get(object, key)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/** The last `stack` characters that are read: messages stand before the frames and may be of any length. */
const readCharacters = 20_000

/** V8 writes `    at f (cell:a:1:2)`, Firefox `f@cell:a:1:2`. */
function cellFrames(stack: string, frames: number): string[] {
  return stack
    .slice(-readCharacters)
    .split('\n')
    .filter((line) => /^\s+at .*\bcell:|@cell:/.test(line))
    .slice(0, frames)
}

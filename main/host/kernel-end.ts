import type { KernelEnd } from '../../notebooks/kernel/index.ts'
import type { ChildLimits } from './limits.ts'

/** What is known of a process that ended by itself. */
export interface Exit {
  readonly code: number | null
  readonly signal: string | null
  /** The end of what it wrote to its standard error. */
  readonly standardError: string
  readonly wasReady: boolean
}

export function endOfExit(exit: Exit, limits: ChildLimits): KernelEnd {
  if (
    /heap out of memory|Allocation failed|invalid (table|array) (size|length)/.test(
      exit.standardError,
    )
  ) {
    return heapLimitReached(limits)
  }
  const how = exit.signal === null ? `code ${exit.code}` : `signal ${exit.signal}`
  if (!exit.wasReady) return notStarted(`its process ended with ${how}${because(exit)}`)
  return crashed(`its process ended with ${how}${because(exit)}`)
}

/** The first line that tells of an error. */
function because({ standardError }: Exit): string {
  const line = standardError.split('\n').find((text) => /error/i.test(text))
  return line ? ` (${line.trim().slice(0, 200)})` : ''
}

export const notStarted = (reason: string): KernelEnd => ({
  code: 'kernel/not-started',
  message: `The kernel did not start: ${reason}.`,
})

export const crashed = (reason: string): KernelEnd => ({
  code: 'kernel/crashed',
  message: `The kernel is no more, and its variables are lost: ${reason}.`,
})

export const closed: KernelEnd = { code: 'kernel/closed', message: 'The kernel was closed.' }

export const timeLimitReached = (timeLimitMillis: number): KernelEnd => ({
  code: 'kernel/time-limit',
  message: `The cell ran past its time limit of ${timeLimitMillis / 1000} s and could not be stopped, so the kernel was ended and its variables are lost.`,
})

export const memoryLimitReached = (limits: ChildLimits): KernelEnd => ({
  code: 'kernel/memory-limit',
  message: `The kernel took more than its memory limit of ${limits.memoryBytes / 2 ** 20} MiB, so it was ended and its variables are lost.`,
})

const heapLimitReached = (limits: ChildLimits): KernelEnd => ({
  code: 'kernel/memory-limit',
  message: `The kernel filled its heap, whose limit is ${limits.heapMebibytes} MiB, so it ended and its variables are lost.`,
})

import { afterEach, beforeEach, expect, vi } from 'vitest'

/** Output that a test did not ask for is a failure: it hides warnings and swallowed errors. */
const methods = ['log', 'info', 'warn', 'error', 'debug'] as const
const seen: string[] = []

beforeEach(() => {
  seen.length = 0
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      seen.push(`console.${method}: ${parts.map(String).join(' ')}`)
    })
  }
})

afterEach(() => {
  const unexpected = [...seen]
  vi.restoreAllMocks()
  expect(unexpected, 'unexpected console output').toEqual([])
})

// First: chai needs it while it loads.
import './event-shim.ts'

import {
  ASYMMETRIC_MATCHERS_OBJECT,
  customMatchers,
  type ExpectStatic,
  GLOBAL_EXPECT,
  JEST_MATCHERS_OBJECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from '@vitest/expect'
import * as chai from 'chai'
import { removeEventShim } from './event-shim.ts'
import { keepWhole } from './keep-whole.ts'

/** Characters of a value in a failure's message; the matchers' own default of 40 hides what differs. */
const messageCharacters = 400

/**
 * Assertions as Jest and Vitest have them: `expect(value, 'why').toBe(7)`, `.not`, `.resolves`; a failure throws `AssertionError`.
 * What a cell adds with `expect.extend` is there until the cell ends.
 */
export const expect: ExpectStatic = createExpect()

/** Takes away what a cell did to `expect`: another cell must not pass or fail for it. */
export const resetExpect: () => void = keepWhole(expectParts())

/** What `expect(value).toBe(…)` returns, for chaining: nothing that a reader wants to see. */
export function isAssertion(value: unknown): boolean {
  try {
    return value instanceof chai.Assertion
  } catch {
    // The trap of a Proxy, which is no assertion.
    return false
  }
}

function createExpect(): ExpectStatic {
  chai.use(JestExtend)
  chai.use(JestChaiExpect)
  chai.use(JestAsymmetricMatchers)
  chai.config.truncateThreshold = messageCharacters
  const plugin = chai.expect as unknown as ExtendOfAny
  const realm = globalThis as unknown as Record<symbol, object>
  const made = ((value: unknown, message?: string) => chai.expect(value, message)) as ExpectStatic
  Object.assign(made, chai.expect, realm[ASYMMETRIC_MATCHERS_OBJECT])
  realm[GLOBAL_EXPECT] ??= made
  made.extend = (matchers) => plugin.extend(made, matchers)
  made.extend(customMatchers)
  removeEventShim()
  return made
}

/** Everything that `expect.extend` and its like write to. */
function expectParts(): object[] {
  const realm = globalThis as unknown as Record<symbol, Record<string, object>>
  const { matchers, customEqualityTesters } = realm[JEST_MATCHERS_OBJECT]
  const { not } = expect
  const asymmetric = realm[ASYMMETRIC_MATCHERS_OBJECT]
  return [expect, not, asymmetric, matchers, customEqualityTesters, chai.Assertion.prototype]
}

/** The plug-in's `extend` takes the `expect` that it is for. */
interface ExtendOfAny {
  extend(expect: ExpectStatic, matchers: Parameters<ExpectStatic['extend']>[0]): void
}

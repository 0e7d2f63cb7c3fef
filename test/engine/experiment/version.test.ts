import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ENGINE_VERSION } from '../../../engine/index.ts'

test('the engine has the version of the package', () => {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  expect(ENGINE_VERSION).toBe(JSON.parse(text).version)
})

import { expect, test } from 'vitest'
import { describeFaults, faults, faultsPage } from '../../../engine/index.ts'

test('the page on faults is made from the catalogue', async () => {
  await expect(faultsPage()).toMatchFileSnapshot('../../../engine/FAULTS.md')
})

test('every example in the catalogue is a fault of that kind', () => {
  for (const { kind, example } of describeFaults()) {
    const written = example.startsWith('faults.') ? example : `faults.at(0).${example}`
    const made: unknown = new Function('faults', `return ${written}`)(faults)
    expect(made).toMatchObject({ kind })
  }
})

test('every fault says what it does, how it is seen and what ends it', () => {
  for (const { does, seen, ends } of describeFaults()) {
    expect(does).toMatch(/^[A-Z].*\.$/)
    expect(seen).toMatch(/^[A-Z].*\.$/)
    expect(ends).toMatch(/^\S.*[^.]$/)
  }
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { importHistory } from '../../../../engine/check/import/import-history.ts'
import { modelNamed } from '../../../../engine/check/import/models.ts'
import { linearizable } from '../../../../engine/check/linearizable/linearizable.ts'

const fixture = (file: string) =>
  readFileSync(new URL(`../../../fixtures/histories/${file}`, import.meta.url), 'utf8')

const VERDICTS: Record<string, boolean> = JSON.parse(fixture('verdicts.json'))

describe('the recorded histories', () => {
  it.each(Object.entries(VERDICTS))('%s is linearizable: %s', (file, isLinearizable) => {
    const { observed, model } = importHistory(fixture(file))
    const verdict = linearizable(observed, modelNamed(model))
    expect(verdict.standing).toBe(isLinearizable ? 'held' : 'broken')
  })

  it('are explained by operations that were answered, after a beginning that has an order', () => {
    const { observed, model } = importHistory(fixture('kv/c10-bad.txt'))
    const { proof, sentence } = linearizable(observed, modelNamed(model))
    expect(sentence).toMatch(/^No order explains that process \d+: get → /)
    expect(proof?.operations.length).toBeLessThanOrEqual(4)
    for (const id of proof?.operations ?? []) expect(observed.operations[id].isKnown).toBe(true)
  })
})

import { describe, expect, test } from 'vitest'
import { createCell } from '../../../notebooks/document/index.ts'
import type { CellState } from '../../../notebooks/session/index.ts'
import { describeEnd, describeState } from '../../../renderer/notebook/notebook-status.ts'
import { sectionState } from '../../../renderer/notebook/section-state.ts'

const cells = [...'abc'].map((id) => createCell('code', id, 'source'))
const facts = (states: Record<string, CellState>, stale = '', edited = '') => ({
  states: new Map(Object.entries(states)),
  stale: new Set(stale),
  edited: new Set(edited),
})
const all = (state: CellState) => ({ a: state, b: state, c: state })

describe('the state of a notebook', () => {
  test('is as a clean run would give when all has run and nothing is stale', () => {
    expect(describeState(cells, facts(all('done')))).toBe('as a clean run would give')
  })

  test('says what keeps it from that', () => {
    expect(describeState(cells, facts({ a: 'done', b: 'done' }, 'ab', 'a'))).toBe(
      '1 edited since run, 1 stale, 1 not run',
    )
    expect(describeState(cells, facts({ ...all('done'), b: 'failed' }))).toBe('1 failed')
  })

  test('does not wait for cells that are empty or left out', () => {
    const extra = [
      createCell('code', 'empty'),
      createCell('code', 'left', 'x', { tags: ['skip-execution'] }),
    ]
    expect(describeState([...cells, ...extra], facts(all('done')))).toBe(
      'as a clean run would give',
    )
  })

  test('at the end of a run says how it went', () => {
    expect(describeEnd(cells, facts({ a: 'done', b: 'failed' }))).toBe(
      'The run has ended: 1 cell failed, 1 done.',
    )
    expect(describeEnd(cells, facts(all('done')))).toBe('The run has ended: 3 cells done.')
  })
})

test('a section tells what is most worth telling of the cells under it', () => {
  const ids = ['a', 'b', 'c']
  expect(sectionState(ids, facts({}))).toBeUndefined()
  expect(sectionState(ids, facts(all('done')))).toBe('done')
  expect(sectionState(ids, facts(all('done'), 'b'))).toBe('stale')
  expect(sectionState(ids, facts({ ...all('done'), b: 'failed' }, 'c'))).toBe('failed')
  expect(sectionState(ids, facts({ ...all('failed'), c: 'running' }))).toBe('running')
})

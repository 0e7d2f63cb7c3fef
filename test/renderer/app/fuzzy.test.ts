import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fuzzyFilter } from '../../../renderer/app/fuzzy.ts'

const labels = ['Run all', 'Run and advance', 'Restart and run all', 'Delete cells']
const find = (typed: string) => fuzzyFilter(labels, typed, (label) => label)

describe('finding a command by some of its letters', () => {
  test('gives all when nothing is typed', () => {
    expect(find('')).toEqual(labels)
  })

  test('takes beginnings of words', () => {
    expect(find('rra')[0]).toBe('Restart and run all')
    expect(find('dc')[0]).toBe('Delete cells')
  })

  test('gives what begins so first', () => {
    expect(find('run all')[0]).toBe('Run all')
    expect(find('no such')).toEqual([])
  })

  test('finds every text by any of its letters in order', () => {
    const text = fc.stringMatching(/^[a-z ]{1,12}$/)
    fc.assert(
      fc.property(text, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (label, keep) => {
        const typed = [...label].filter((_, index) => keep[index]).join('')
        expect(fuzzyFilter([label], typed, (one) => one)).toEqual([label])
      }),
    )
  })
})

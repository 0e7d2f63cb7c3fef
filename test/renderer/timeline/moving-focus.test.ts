import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buttonBeside } from '../../../renderer/timeline/look/arrows.ts'

describe('arrows in a table of buttons', () => {
  const rows = [
    ['a', null, 'b', 'c'],
    ['d', 'e', null, null],
    ['f', null, 'g', null],
  ]

  it('go past cells without a button, and stop at the edges', () => {
    expect(buttonBeside(rows, 0, 0, 'ArrowRight')).toBe('b')
    expect(buttonBeside(rows, 0, 2, 'ArrowDown')).toBe('g')
    expect(buttonBeside(rows, 0, 0, 'ArrowUp')).toBeNull()
    expect(buttonBeside(rows, 0, 0, 'End')).toBe('c')
    expect(buttonBeside(rows, 1, 1, 'Home')).toBe('d')
  })

  it('leave other keys alone', () => {
    expect(buttonBeside(rows, 0, 0, ',')).toBeUndefined()
  })

  it('lead back by the opposite arrow', () => {
    const cell = fc.option(fc.string({ minLength: 1 }), { nil: null })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 12 }), (cells) => {
        const row = cells.map((name, at) => (name === null ? null : `${at}`))
        for (const [at, name] of row.entries()) {
          if (name === null) continue
          const next = buttonBeside([row], 0, at, 'ArrowRight')
          if (next) expect(buttonBeside([row], 0, row.indexOf(next), 'ArrowLeft')).toBe(name)
        }
      }),
    )
  })
})

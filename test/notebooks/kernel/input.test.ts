import { describe, expect, test } from 'vitest'
import type { InputControl, InputValue } from '../../../notebooks/document/index.ts'
import { createInputs } from '../../../notebooks/kernel/input.ts'

function inputsSetTo(values: Record<string, InputValue> = {}) {
  const drawn: InputControl[] = []
  const input = createInputs({
    valueOf: (name) => values[name],
    draw: (control) => drawn.push(control),
  })
  return { input, drawn }
}

describe('an input', () => {
  test('has its default until it is set, and is drawn with what it has', () => {
    const { input, drawn } = inputsSetTo()
    expect(input.slider('w', { min: 1, max: 3, value: 2 })).toBe(2)
    expect(input.number('n')).toBe(0)
    expect(input.select('mode', { options: ['sync', 'async'] })).toBe('sync')
    expect(input.checkbox('on')).toBe(false)
    expect(input.text('title', { label: 'Title' })).toBe('')
    expect(drawn[0]).toEqual({
      kind: 'slider',
      name: 'w',
      label: 'w',
      value: 2,
      min: 1,
      max: 3,
      step: 1,
    })
    expect(drawn[4]).toMatchObject({ kind: 'text', label: 'Title' })
  })

  test('has what it is set to', () => {
    const { input } = inputsSetTo({ w: 3, mode: '2', on: true, title: 7 })
    expect(input.slider('w', { min: 1, max: 3 })).toBe(3)
    expect(input.select('mode', { options: [1, 2] })).toBe(2)
    expect(input.checkbox('on')).toBe(true)
    expect(input.text('title')).toBe('7')
  })

  test('that is set to what does not fit is drawn with its default, and says what is allowed', () => {
    const { input, drawn } = inputsSetTo({ w: 9 })
    const take = () => input.slider('w', { min: 1, max: 3, value: 2 })
    expect(take).toThrow('The input w takes a number from 1 to 3, and is set to 9.')
    expect(drawn).toMatchObject([{ value: 2 }])
  })

  test('whose default does not fit is refused', () => {
    const { input } = inputsSetTo()
    const take = () => input.number('n', { max: 1, value: 2 })
    expect(take).toThrow('The input n takes a number of at most 1, and its value is 2.')
  })
})

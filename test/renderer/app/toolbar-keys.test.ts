import { describe, expect, test } from 'vitest'
import { controlAfter } from '../../../renderer/app/toolbar-keys.ts'

describe('in a toolbar', () => {
  test('arrow keys go to the next control and the one before, round the ends', () => {
    expect(controlAfter('ArrowRight', 0, 3)).toBe(1)
    expect(controlAfter('ArrowRight', 2, 3)).toBe(0)
    expect(controlAfter('ArrowLeft', 0, 3)).toBe(2)
    expect(controlAfter('ArrowLeft', 2, 3)).toBe(1)
  })

  test('Home and End go to the first and the last', () => {
    expect(controlAfter('Home', 2, 3)).toBe(0)
    expect(controlAfter('End', 0, 3)).toBe(2)
  })

  test('other keys, and keys where nothing is, go nowhere', () => {
    expect(controlAfter('ArrowDown', 0, 3)).toBeUndefined()
    expect(controlAfter('ArrowRight', 0, 0)).toBeUndefined()
  })
})

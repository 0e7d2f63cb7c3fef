import { describe, expect, it } from 'vitest'
import { valueText, visibleText } from '../../../engine/trace/visible-text.ts'

describe('a text as it can be shown', () => {
  it('has escapes for what nobody could see, or what turns around what is beside it', () => {
    expect(visibleText('n1\u202e2n\u2066')).toBe('n1\\u202e2n\\u2066')
    expect(visibleText('a\u0000b\u001b[31m\u200bc\ufeff')).toBe(
      'a\\u0000b\\u001b[31m\\u200bc\\ufeff',
    )
    expect(visibleText('\u{e0041}')).toBe('\\u{e0041}')
  })

  it('is as it was where all of it is seen, line ends and all', () => {
    const text = 'plain, größer, 東京, 1\u202f204\n\tnext'
    expect(visibleText(text)).toBe(text)
  })
})

describe('a value in a line of text', () => {
  it('is its JSON, or the beginning of it', () => {
    expect(valueText({ a: [1, 'x'] })).toBe('{"a":[1,"x"]}')
    expect(valueText('x'.repeat(1_000_000)).length).toBe(61)
    expect(valueText(Array(500).fill(7), 20)).toBe('[7,7,7,7,7,7,7,7,7,7…')
    expect(valueText(undefined)).toBe('nothing')
    expect(valueText('\u202e')).toBe('"\\u202e"')
  })
})

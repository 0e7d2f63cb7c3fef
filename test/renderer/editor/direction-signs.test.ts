import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { showDirectionSigns } from '../../../renderer/editor/direction-signs.ts'

const signs = [...'\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069']

describe('signs that turn the direction of text', () => {
  test('are named where they stand', () => {
    expect(showDirectionSigns('if (a \u202E// b\u2066)')).toEqual([
      { text: 'if (a ', isSign: false },
      { text: '[U+202E]', isSign: true },
      { text: '// b', isSign: false },
      { text: '[U+2066]', isSign: true },
      { text: ')', isSign: false },
    ])
  })

  test('act nowhere, and the rest of the text is there unchanged', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...signs), fc.string({ maxLength: 4 })))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (line) => {
        const pieces = showDirectionSigns(line)
        const shown = pieces.map((piece) => piece.text).join('')
        expect(signs.some((sign) => shown.includes(sign))).toBe(false)
        const rest = pieces.filter((piece) => !piece.isSign).map((piece) => piece.text)
        expect(rest.join('')).toBe([...line].filter((one) => !signs.includes(one)).join(''))
      }),
    )
  })

  test('leave other writing alone, in whatever direction it is', () => {
    expect(showDirectionSigns('const x = "שלום"')).toEqual([
      { text: 'const x = "שלום"', isSign: false },
    ])
  })
})

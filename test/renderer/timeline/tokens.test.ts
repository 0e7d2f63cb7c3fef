import { describe, expect, it } from 'vitest'
import { COLOUR_NAMES, COLOURS, kebabOf } from '../../../engine/timeline/draw/index.ts'
import { tokensOf } from './tokens.ts'

describe('the colours of timelines', () => {
  it('are the same in static pictures and on the page', () => {
    for (const theme of ['light', 'dark'] as const) {
      const tokens = tokensOf(theme)
      const differ = COLOUR_NAMES.filter(
        (name) => tokens.get(kebabOf(name)) !== COLOURS[name][theme],
      )
      expect(differ, theme).toEqual([])
    }
  })

  it('are all there where contrast is high', () => {
    const tokens = tokensOf('high-contrast')
    expect(COLOUR_NAMES.filter((name) => !tokens.has(kebabOf(name)))).toEqual([])
  })
})

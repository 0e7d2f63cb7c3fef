import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { COLOUR_NAMES, COLOURS, kebabOf } from '../../../engine/timeline/draw/index.ts'

const css = readFileSync(new URL('../../../renderer/design/tokens.css', import.meta.url), 'utf8')

/** The tokens of one theme, by name without the dashes. */
function tokensOf(theme: string): Map<string, string> {
  const start = css.indexOf(`[data-theme="${theme}"]`)
  const block = css.slice(start, css.indexOf('\n}', start))
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1], found[2]]),
  )
}

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

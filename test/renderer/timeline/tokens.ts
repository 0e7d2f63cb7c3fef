import { readFileSync } from 'node:fs'

const css = readFileSync(new URL('../../../renderer/design/tokens.css', import.meta.url), 'utf8')

/** The colours of one theme, by name without the dashes. */
export function tokensOf(theme: string): Map<string, string> {
  const start = css.indexOf(`[data-theme="${theme}"]`)
  const block = css.slice(start, css.indexOf('\n}', start))
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1], found[2]]),
  )
}

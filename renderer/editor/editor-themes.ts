import { shikiToMonaco } from '@shikijs/monaco'
import type * as Monaco from 'monaco-editor'
import { createCodeTheme } from './code-theme.ts'
import { createHighlighter, lineMillis } from './highlight.ts'

const themeNames = ['light', 'dark', 'high-contrast'] as const

/** Has the editor colour code as cells at rest are coloured, in every theme. */
export async function installThemes(monaco: typeof Monaco): Promise<void> {
  const themes = themeNames.map((name) =>
    createCodeTheme(name, name === 'light' ? 'light' : 'dark', variablesOf(name)),
  )
  const highlighter = await createHighlighter(themes)
  shikiToMonaco(highlighter, monaco, { tokenizeTimeLimit: lineMillis })
  const follow = () => monaco.editor.setTheme(document.documentElement.dataset.theme ?? 'light')
  new MutationObserver(follow).observe(document.documentElement, {
    attributeFilter: ['data-theme'],
  })
  follow()
}

/** What the design's variables stand for in a theme that need not be the page's present one. */
function variablesOf(theme: string): (variable: string) => string {
  const probe = document.createElement('div')
  probe.dataset.theme = theme
  probe.hidden = true
  document.body.append(probe)
  const style = { ...Object.fromEntries(colourVariables.map((name) => [name, read(probe, name)])) }
  probe.remove()
  return (variable) => style[variable] ?? '#808080'
}

const colourVariables = [
  ...['--text', '--surface', '--code-keyword', '--code-string', '--code-number'],
  ...['--code-comment', '--code-type', '--code-function'],
]

const read = (element: Element, variable: string): string =>
  getComputedStyle(element).getPropertyValue(variable).trim()

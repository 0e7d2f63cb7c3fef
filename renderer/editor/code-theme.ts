import type { ThemeRegistration } from 'shiki/core'

/** Colour of each part of code, by the names that TextMate grammars give it: the design's own variables. */
const parts: readonly {
  readonly scope?: readonly string[]
  readonly colour: string
  readonly isItalic?: boolean
}[] = [
  { colour: '--text' },
  {
    scope: ['comment', 'punctuation.definition.comment'],
    colour: '--code-comment',
    isItalic: true,
  },
  { scope: ['keyword', 'storage', 'variable.language'], colour: '--code-keyword' },
  { scope: ['keyword.operator'], colour: '--text' },
  {
    scope: ['string', 'punctuation.definition.string', 'string.regexp'],
    colour: '--code-string',
  },
  { scope: ['constant.numeric', 'constant.language'], colour: '--code-number' },
  { scope: ['entity.name.type', 'support.type', 'entity.name.class'], colour: '--code-type' },
  { scope: ['entity.name.function', 'support.function'], colour: '--code-function' },
  { scope: ['markup.heading', 'entity.name.section'], colour: '--code-type' },
]

/** @param colourOf what a variable of the design stands for: the variable itself in pages, a colour where CSS does not reach */
export function createCodeTheme(
  name: string,
  type: 'light' | 'dark',
  colourOf: (variable: string) => string,
): ThemeRegistration {
  return {
    name,
    type,
    colors: {
      'editor.foreground': colourOf('--text'),
      'editor.background': colourOf('--surface'),
    },
    settings: parts.map(({ scope, colour, isItalic }) => ({
      ...(scope && { scope: [...scope] }),
      settings: { foreground: colourOf(colour), ...(isItalic && { fontStyle: 'italic' }) },
    })),
  }
}

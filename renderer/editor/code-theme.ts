/**
 * Colours of code, by the names of TextMate grammars. They are the design's own variables, so that a change of theme needs no new highlighting.
 */
export const codeTheme = {
  name: 'replilab',
  type: 'light' as const,
  colors: { 'editor.foreground': 'var(--text)', 'editor.background': 'var(--surface)' },
  settings: [
    { settings: { foreground: 'var(--text)' } },
    {
      scope: ['comment', 'punctuation.definition.comment'],
      settings: { foreground: 'var(--code-comment)', fontStyle: 'italic' },
    },
    {
      scope: ['keyword', 'storage', 'variable.language'],
      settings: { foreground: 'var(--code-keyword)' },
    },
    { scope: ['keyword.operator'], settings: { foreground: 'var(--text)' } },
    {
      scope: ['string', 'punctuation.definition.string', 'string.regexp'],
      settings: { foreground: 'var(--code-string)' },
    },
    {
      scope: ['constant.numeric', 'constant.language'],
      settings: { foreground: 'var(--code-number)' },
    },
    {
      scope: ['entity.name.type', 'support.type', 'entity.name.class'],
      settings: { foreground: 'var(--code-type)' },
    },
    {
      scope: ['entity.name.function', 'support.function'],
      settings: { foreground: 'var(--code-function)' },
    },
    {
      scope: ['markup.heading', 'entity.name.section'],
      settings: { foreground: 'var(--code-type)' },
    },
  ],
}

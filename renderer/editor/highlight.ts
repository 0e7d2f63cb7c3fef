import { createHighlighterCore, type HighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { codeTheme } from './code-theme.ts'

export interface Token {
  readonly text: string
  /** A colour of the design's, as CSS; none for plain text. */
  readonly colour?: string
}

/** Lines of tokens. */
export type Highlighted = readonly (readonly Token[])[]

export type Language = 'typescript' | 'markdown'

let highlighter: Promise<HighlighterCore> | undefined

/** One for cells at rest and for the editor, so that both look the same. */
export function sharedHighlighter(): Promise<HighlighterCore> {
  highlighter ??= createHighlighterCore({
    themes: [codeTheme],
    langs: [import('@shikijs/langs/typescript'), import('@shikijs/langs/markdown')],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
  return highlighter
}

export async function highlight(source: string, language: Language): Promise<Highlighted> {
  const { codeToTokensBase } = await sharedHighlighter()
  const lines = codeToTokensBase(source, { lang: language, theme: codeTheme.name })
  return lines.map((line) => line.map(({ content, color }) => ({ text: content, colour: color })))
}

export const plainLines = (source: string): Highlighted =>
  source.split('\n').map((text) => [{ text }])

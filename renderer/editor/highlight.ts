import { createHighlighterCore, type HighlighterCore, type ThemeRegistration } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { createCodeTheme } from './code-theme.ts'
import { showDirectionSigns } from './direction-signs.ts'

export interface Token {
  readonly text: string
  /** A variable of the design, as CSS. */
  readonly colour?: string
  /** Names a sign that would turn the direction of what follows. */
  readonly isSign?: boolean
}

/** Lines of tokens. */
export type Highlighted = readonly (readonly Token[])[]

export type Language = 'typescript' | 'markdown'

/** A line that takes longer stays plain from there. The first ones wait for the grammar to be compiled. */
export const lineMillis = 5_000

const theme = createCodeTheme('page', 'light', (variable) => `var(${variable})`)
let highlighter: Promise<HighlighterCore> | undefined

export const createHighlighter = (themes: ThemeRegistration[]): Promise<HighlighterCore> =>
  createHighlighterCore({
    themes,
    langs: [import('@shikijs/langs/typescript'), import('@shikijs/langs/markdown')],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })

/** Tokens of source at rest. Their colours are variables, so that a change of theme needs no new highlighting. */
export async function highlight(source: string, language: Language): Promise<Highlighted> {
  highlighter ??= createHighlighter([theme])
  const { codeToTokensBase } = await highlighter
  const lines = codeToTokensBase(source, {
    lang: language,
    theme: 'page',
    tokenizeTimeLimit: lineMillis,
  })
  return lines.map((line) => line.flatMap(({ content, color }) => tokensOf(content, color)))
}

export const plainLines = (source: string): Highlighted =>
  source.split('\n').map((text) => tokensOf(text))

const tokensOf = (content: string, colour?: string): Token[] =>
  showDirectionSigns(content).map((piece) => ({ ...piece, colour }))

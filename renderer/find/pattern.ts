import { fail, ok, type Result } from '../../engine/index.ts'

/** What is looked for. */
export interface FindQuery {
  readonly text: string
  readonly isRegularExpression: boolean
  readonly isWholeWord: boolean
  readonly matchesCase: boolean
}

/** A pattern that finds one match after the other from `lastIndex` on. */
export function patternOf(query: FindQuery): Result<RegExp> {
  const source = query.isRegularExpression ? query.text : escapeText(query.text)
  const whole = query.isWholeWord ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source
  try {
    return ok(new RegExp(whole, query.matchesCase ? 'gmu' : 'gimu'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const message = `This is no regular expression: ${error.message.replace(/^.*: /, '')}.`
    return fail({ code: 'find/not-a-pattern', message })
  }
}

const escapeText = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

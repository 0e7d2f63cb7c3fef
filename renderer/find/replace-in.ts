/** What matches give way to. In a regular expression `$1` stands for what the first brackets matched, `$&` for all. */
export interface ReplacedBy {
  readonly by: string
  readonly isRegularExpression: boolean
}

export const replaceIn = (
  source: string,
  pattern: RegExp,
  { by, isRegularExpression }: ReplacedBy,
): string => (isRegularExpression ? source.replace(pattern, by) : source.replace(pattern, () => by))

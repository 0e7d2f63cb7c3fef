import { type Match, matchesIn, type SearchedText } from './find-matches.ts'
import { replaceIn } from './replace-in.ts'

/** What is looked for in texts, or replaced in sources. Plain data, so that it can be given to a worker. */
export type Task =
  | {
      readonly kind: 'find'
      readonly pattern: RegExp
      readonly texts: readonly SearchedText[]
    }
  | {
      readonly kind: 'replace'
      readonly pattern: RegExp
      readonly by: string
      readonly isRegularExpression: boolean
      readonly sources: readonly string[]
    }

/** The matches in order, or the sources with all matches replaced. */
export interface TaskResults {
  readonly find: readonly Match[]
  readonly replace: readonly string[]
}

export type ResultOf<Asked extends Task> = TaskResults[Asked['kind']]

export function perform<Asked extends Task>(task: Asked): ResultOf<Asked>
export function perform(task: Task): TaskResults[Task['kind']] {
  if (task.kind === 'find') return matchesIn(task.texts, task.pattern)
  return task.sources.map((source) => replaceIn(source, task.pattern, task))
}

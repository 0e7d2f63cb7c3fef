import type { CommandContext } from './command-host.ts'
import { lineText } from './text.ts'

/** Says on standard error what is wrong, in one line: names of files may hold anything. */
export const complain = (message: string, { stderr }: Pick<CommandContext, 'stderr'>): void =>
  stderr.write(`replilab: ${lineText(message)}\n`)

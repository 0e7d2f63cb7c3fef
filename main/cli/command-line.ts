import { CommanderError } from 'commander'
import { isNotebookName } from '../files/place-path.ts'
import type { CommandContext } from './command-host.ts'
import { complain } from './complain.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { createProgram } from './program.ts'
import { UsageError } from './usage-error.ts'

/** Obeys one command line, given without the program's own name, and answers with the exit code. */
export async function runCommandLine(
  args: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  let answered: ExitCode = exitCode.passed
  const program = createProgram(context, (code) => {
    answered = code
  })
  try {
    await program.parseAsync(withCommand(args), { from: 'user' })
    return answered
  } catch (error) {
    return codeOfError(error, context)
  }
}

/** A notebook alone is to be opened. */
function withCommand(args: readonly string[]): string[] {
  if (args.length === 0) return ['--help']
  return isNotebookName(args[0]) ? ['start', ...args] : [...args]
}

/** Commander has already said what is wrong; help and version end with 0. */
function codeOfError(error: unknown, context: CommandContext): ExitCode {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitCode.passed : exitCode.wrongUsage
  }
  if (!(error instanceof UsageError)) throw error
  complain(error.message, context)
  return exitCode.wrongUsage
}

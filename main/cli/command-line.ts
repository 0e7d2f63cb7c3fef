import { CommanderError } from 'commander'
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
    await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' })
    return answered
  } catch (error) {
    return codeOfError(error, context)
  }
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

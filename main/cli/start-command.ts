import type { CommandContext } from './command-host.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { defaultHost, serveCommand } from './serve-command.ts'

export const fetchingText = 'Fetching Electron, which the desktop app runs in, this first time…\n'

/** `replilab start`: opens the desktop app; where it cannot be had, serves the same notebook to a browser. */
export async function startCommand(folder: string, context: CommandContext): Promise<ExitCode> {
  const { host, stderr } = context
  const shown = await host.showDesktop({ onFetch: () => stderr.write(fetchingText) })
  if (shown.ok) return shown.value === 0 ? exitCode.passed : exitCode.failed
  if (host.interrupted.aborted) return exitCode.interrupted
  stderr.write(`${shown.problem.message} The same notebook is served to your browser.\n`)
  return serveCommand({ folder, host: defaultHost, opensBrowser: true }, context)
}

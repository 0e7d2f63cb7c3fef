import type { CommandContext } from './command-host.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { defaultHost, serveCommand } from './serve-command.ts'
import { pathOfShown, type Shown } from './shown-notebook.ts'

export const fetchingText = 'Fetching Electron, which the desktop app runs in, this first time…\n'

/** `replilab start`: opens the desktop app; where it cannot be had, serves the same notebook to a browser. */
export async function startCommand(shown: Shown, context: CommandContext): Promise<ExitCode> {
  const { host, stderr } = context
  const desktop = await host.showDesktop({
    notebook: pathOfShown(shown),
    onFetch: () => stderr.write(fetchingText),
  })
  if (desktop.ok) return desktop.value === 0 ? exitCode.passed : exitCode.failed
  if (host.interrupted.aborted) return exitCode.interrupted
  stderr.write(`${desktop.problem.message} The same notebook is served to your browser.\n`)
  return serveCommand({ ...shown, host: defaultHost, opensBrowser: true }, context)
}

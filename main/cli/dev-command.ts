import type { CommandContext, ServedSources } from './command-host.ts'
import { complain } from './complain.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { defaultHost, interruption, openBrowser } from './serve-command.ts'
import { fetchingText } from './start-command.ts'

/**
 * `replilab dev`: as `start`, with the page from its sources: a change in `renderer`, `notebooks` or `engine` shows at once. What serves it is started anew by
 * hand.
 */
export async function devCommand(folder: string, context: CommandContext): Promise<ExitCode> {
  const { host, stderr } = context
  const opened: ServedSources[] = []
  const shown = await host.showDesktop({
    async servePages() {
      const sources = await host.servePageSources()
      opened.push(sources)
      return `http://${defaultHost}:${sources.port}`
    },
    onFetch: () => stderr.write(fetchingText),
  })
  await Promise.all(opened.map(({ stop }) => stop()))
  if (shown.ok) return shown.value === 0 ? exitCode.passed : exitCode.failed
  if (host.interrupted.aborted) return exitCode.interrupted
  stderr.write(`${shown.problem.message} The same notebook is served to your browser.\n`)
  return serveSources(folder, context)
}

async function serveSources(folder: string, context: CommandContext): Promise<ExitCode> {
  const { host, stdout } = context
  const started = await host.serveFolder({
    folder,
    host: defaultHost,
    hasOwnPages: true,
    report: ({ message }) => complain(message, context),
  })
  if (!started.ok) {
    complain(started.problem.message, context)
    return exitCode.wrongUsage
  }
  const sources = await host.servePageSources(started.value.port)
  const atSources = (address: string) => address.replace(/:\d+\//, `:${sources.port}/`)
  stdout.write(
    `The page from its sources is at\n\n    ${atSources(started.value.address)}\n\nCtrl+C ends it.\n`,
  )
  await openBrowser(atSources(started.value.addressForOnce()), context)
  await interruption(host.interrupted)
  await sources.stop()
  await started.value.stop()
  return exitCode.passed
}

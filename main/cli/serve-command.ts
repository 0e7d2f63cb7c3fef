import type { CommandContext } from './command-host.ts'
import { complain } from './complain.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { addressOfShown, type Shown } from './shown-notebook.ts'
import { lineText } from './text.ts'

export interface ServeRequest extends Shown {
  /** A name or address of this machine. */
  readonly host: string
  /** Undefined for the first free one. */
  readonly port?: number
  readonly opensBrowser: boolean
}

export const defaultHost = '127.0.0.1'

/** `replilab serve`: shows the notebooks of a folder in a browser, until it is interrupted. */
export async function serveCommand(
  request: ServeRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const { stdout, host } = context
  const started = await host.serveFolder({
    ...request,
    report: ({ message }) => complain(message, context),
  })
  if (!started.ok) {
    complain(started.problem.message, context)
    return exitCode.wrongUsage
  }
  const { address, addressForOnce, folder, isOpenToOthers, stop } = started.value
  if (isOpenToOthers) complain(openToOthers(request.host), context)
  stdout.write(
    `Replilab shows ${lineText(folder)} at\n\n    ${addressOfShown(address, request)}\n\nCtrl+C ends it.\n`,
  )
  if (request.opensBrowser) await openBrowser(addressOfShown(addressForOnce(), request), context)
  await interruption(host.interrupted)
  await stop()
  return exitCode.passed
}

const openToOthers = (host: string): string =>
  `warning: other machines can reach ${host}. Whoever has the address below can read and change the notebooks, and it travels unencrypted; a cell that computes cannot always be stopped there, as browsers share memory over HTTPS only.`

export async function openBrowser(
  address: string,
  { host, stderr }: CommandContext,
): Promise<void> {
  const opened = await host.openBrowser(address)
  if (!opened.ok) stderr.write(`${opened.problem.message}\n`)
}

export const interruption = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

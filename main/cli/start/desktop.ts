import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../../engine/index.ts'
import { whyNoWindow } from './display.ts'

export interface DesktopRequest {
  /** Of the package. */
  readonly root: string
  readonly environment: NodeJS.ProcessEnv
  /** Absolute path of a notebook to open. */
  readonly notebook?: string
  /** Starts a server of the page's sources, where the built page is not to be shown; gives its address. */
  readonly servePages?: () => Promise<string>
  /** Aborted when the user interrupts. */
  readonly interrupted: AbortSignal
  /** Told that something takes a while. */
  readonly onFetch: () => void
}

/** As `main/electron/index.ts` has it. */
const pageServerVariable = 'REPLILAB_PAGE_SERVER'

/** An app that is ended by a signal within so long was never shown: systems refuse programs their sandbox, say. */
const startMillis = 10_000

/** How long Electron's binary, 120 MB, may take to come. */
const fetchMillis = 600_000

/**
 * Shows the desktop app and resolves with its exit code when it ends. Electron's binary is fetched the first time. Problems: `desktop/not-built`,
 * `desktop/no-window`, `desktop/not-fetched`, `desktop/not-started`.
 */
export async function showDesktop(request: DesktopRequest): Promise<Result<number>> {
  const { root, environment, interrupted, notebook, servePages } = request
  const entry = join(root, 'out/main/desktop.js')
  if (!existsSync(entry)) return cannot('desktop/not-built', 'it is not part of this version')
  const reason = whyNoWindow(environment, process.platform)
  if (reason !== null) return cannot('desktop/no-window', reason)
  const fetched = await fetchElectron(request)
  if (!fetched.ok) return fetched
  // Left by programs that are made with Electron themselves: it would be Node, and show nothing.
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = environment
  const env = { ...inherited, ...(servePages && { [pageServerVariable]: await servePages() }) }
  const args = notebook === undefined ? [entry] : [entry, notebook]
  return exitOf(spawn(fetched.value, args, { stdio: 'inherit', signal: interrupted, env }))
}

const cannot = (code: string, reason: string) =>
  fail({ code, message: `The desktop app cannot be opened, as ${reason}.` })

/** Path of Electron's binary. */
async function fetchElectron(request: DesktopRequest): Promise<Result<string>> {
  if (electronBinary(request.root) === null) await runInstaller(request)
  const binary = electronBinary(request.root)
  return binary === null
    ? cannot('desktop/not-fetched', 'Electron could not be fetched from its site')
    : ok(binary)
}

const electronFolder = (root: string): string => join(root, 'node_modules/electron')

/** Where Electron's own installer puts it; null where it was not fetched. */
export function electronBinary(root: string): string | null {
  const folder = electronFolder(root)
  const pointer = join(folder, 'path.txt')
  if (!existsSync(pointer)) return null
  const binary = join(folder, 'dist', readFileSync(pointer, 'utf8'))
  return existsSync(binary) ? binary : null
}

async function runInstaller(request: DesktopRequest): Promise<void> {
  const installer = join(electronFolder(request.root), 'install.js')
  if (!existsSync(installer)) return
  request.onFetch()
  const { interrupted } = request
  const signal = AbortSignal.any([interrupted, AbortSignal.timeout(fetchMillis)])
  await exitOf(spawn(process.execPath, [installer], { stdio: 'ignore', signal }))
}

async function exitOf(child: ChildProcess): Promise<Result<number>> {
  const beginMillis = performance.now()
  try {
    const [code, signal] = await once(child, 'exit')
    if (signal === null) return ok(code)
    const isNew = performance.now() - beginMillis < startMillis
    return isNew ? cannot('desktop/not-started', `it was ended by ${signal} at once`) : ok(1)
  } catch (error) {
    // Ended by us, or not begun.
    if (error instanceof Error && error.name === 'AbortError') return ok(0)
    return cannot('desktop/not-started', String(error))
  }
}

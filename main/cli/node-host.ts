import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { startChildKernel } from '../host/index.ts'
import type { CommandHost } from './command-host.ts'
import { findNotebooks } from './find-notebooks.ts'
import { showDesktop } from './start/desktop.ts'
import { openBrowser } from './start/open-browser.ts'
import { readInput, readText, whyNotWritable, writeText } from './text-files.ts'

/** From the built file as from this one, the root of the package is two folders up. */
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The real machine. */
export const createNodeHost = (interrupted: AbortSignal): CommandHost => ({
  readText,
  readInput,
  whyNotWritable,
  writeText,
  findNotebooks,
  startKernel: () => startChildKernel(),
  nowMillis: () => performance.now(),
  processors: availableParallelism(),
  // Loaded only now: the other commands start without what it takes.
  serveFolder: async (request) => (await import('./serve-folder.ts')).serveFolder(root, request),
  openBrowser,
  showDesktop: (asked) => showDesktop({ root, environment: process.env, interrupted, ...asked }),
  servePageSources: async (hostPort) =>
    (await import('../dev/index.ts')).startPageServer(root, hostPort),
  tourNotebook: join(root, 'notebooks/library/01-models-compared.ipynb'),
  interrupted,
})

import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { startChildKernel } from '../host/index.ts'
import type { CommandHost } from './command-host.ts'
import { findNotebooks } from './find-notebooks.ts'
import { readText, whyNotWritable, writeText } from './text-files.ts'

/** From the built file as from this one, the root of the package is two folders up. */
const tourNotebook = fileURLToPath(
  new URL('../../notebooks/library/01-models-compared.ipynb', import.meta.url),
)

/** The real machine. */
export const createNodeHost = (interrupted: AbortSignal): CommandHost => ({
  readText,
  whyNotWritable,
  writeText,
  findNotebooks,
  startKernel: () => startChildKernel(),
  nowMillis: () => performance.now(),
  processors: availableParallelism(),
  tourNotebook,
  interrupted,
})

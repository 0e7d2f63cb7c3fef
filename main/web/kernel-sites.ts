import { createServer } from 'node:http'
import type { PageSites } from '../pages/index.ts'
import { kernelSites } from './host-names.ts'
import type { Listener } from './listen.ts'

/** The address of loopback at which browsers may look for `localhost`, and for names below it, as well. */
const twins: Readonly<Record<string, string>> = { '127.0.0.1': '::1' }

/** What listens at the other address of loopback, for the same names; undefined where kernels have no sites of their own. */
export function createTwin(host: string): Listener | undefined {
  const twin = twins[host]
  return twin === undefined ? undefined : { server: createServer(), host: twin }
}

export const sitesAt = (port: number): PageSites => ({
  pages: [`http://127.0.0.1:${port}`, `http://localhost:${port}`],
  kernels: kernelSites(port),
})

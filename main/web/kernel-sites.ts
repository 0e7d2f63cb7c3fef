import { createServer, type Server } from 'node:http'
import { headersOf, type PageAssets, type PageSites } from '../pages/index.ts'
import { answerRequest, type Gate, sendAnswer } from './answer-request.ts'
import { kernelSites } from './host-names.ts'
import type { Listener } from './listen.ts'

/** The address of loopback that browsers may reach names below `localhost` at as well. */
const twins: Readonly<Record<string, string>> = { '127.0.0.1': '::1' }

/** What listens at the other address of loopback, where only kernels' frames come from; undefined where kernels have no sites of their own. */
export function createTwin(host: string): Listener | undefined {
  const twin = twins[host]
  return twin === undefined ? undefined : { server: createServer(), host: twin }
}

export const sitesAt = (port: number): PageSites => ({
  pages: [`http://127.0.0.1:${port}`, `http://localhost:${port}`],
  kernels: kernelSites(port),
})

/** The same files, whose policies let kernels come from their own sites. */
export const withSites = (assets: PageAssets, sites: PageSites): PageAssets =>
  new Map(
    [...assets].map(([path, asset]) => [
      path,
      { ...asset, headers: { ...asset.headers, ...headersOf(path, sites) } },
    ]),
  )

export function answerKernels(server: Server, gate: Gate, assets: PageAssets): void {
  const kernelGate: Gate = { ...gate, isOurHost: () => false }
  server.on('request', (request, response) => {
    sendAnswer(answerRequest(request, kernelGate, assets), request, response)
  })
}

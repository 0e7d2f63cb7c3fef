import { createServer, type Server } from 'node:http'
import { ok, type Result } from '../../engine/index.ts'
import type { HostApi, HostFacts } from '../../notebooks/host/index.ts'
import type { FileHost, ShellApi } from '../files/index.ts'
import {
  answerPage,
  type PageAssets,
  type PageCaller,
  RefusedRequest,
  withSites,
} from '../pages/index.ts'
import { createAccess } from './access.ts'
import { answerRequest, type Gate, sendAnswer } from './answer-request.ts'
import { createHostCheck, createKernelSiteCheck, inAddress } from './host-names.ts'
import { createTwin, sitesAt } from './kernel-sites.ts'
import { listen } from './listen.ts'
import { createSockets, type OnPage } from './socket.ts'

export interface WebHostOptions {
  readonly files: FileHost
  readonly assets: PageAssets
  readonly facts: Omit<HostFacts, 'notices'>
  /** A name or address of this machine; 127.0.0.1 for this machine alone. */
  readonly host: string
  /** Undefined for the first free one. */
  readonly port?: number
  /** Told of errors of the program's own, which a page only learns to have happened. */
  readonly onBug: (error: unknown) => void
}

/** The notebook as a site of this machine. */
export interface WebHost {
  readonly port: number
  /** Where its pages are, with the token that lets a browser in. */
  readonly address: string
  /** The same for one use, soon. */
  addressForOnce(): string
  /** Resolves when what was begun is done, every file is on the disk and every connection closed. */
  stop(): Promise<void>
}

export async function startWebHost(options: WebHostOptions): Promise<Result<WebHost>> {
  const { host, files } = options
  const server = createServer()
  // Where another server has the pages, it has the frames as well.
  const twin = options.assets.size > 0 ? createTwin(host) : undefined
  const listening = await listen({ server, host }, options.port, twin)
  if (!listening.ok) return listening
  const port = listening.value
  const access = createAccess(port, () => performance.now())
  const gate: Gate = {
    isOurHost: createHostCheck(host, port),
    isKernelSite: createKernelSiteCheck(port),
    access,
  }
  const sites = twin && sitesAt(port)
  const assets = sites ? withSites(options.assets, sites) : options.assets
  const addressWith = (token: string) =>
    `http://${inAddress(reachable(host))}:${port}/?token=${token}`
  const facts = { ...options.facts, ...(sites && { kernelSites: sites.kernels }) }
  const sockets = createSockets(gate, answerPages({ ...options, facts }))
  const servers = twin ? [server, twin.server] : [server]
  for (const one of servers) {
    one.on('request', (request, response) => {
      sendAnswer(answerRequest(request, gate, assets), request, response)
    })
    one.on('upgrade', sockets.upgrade)
  }
  return ok({
    port,
    address: addressWith(access.token),
    addressForOnce: () => addressWith(access.createPass()),
    async stop() {
      const closed = Promise.all(servers.map(closeServer))
      await sockets.settle()
      await files.stop()
      await sockets.close()
      for (const one of servers) one.closeAllConnections()
      await closed
    },
  })
}

/** Where all addresses are listened at, loopback is the one that is known. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  return host === '::' ? '::1' : host
}

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()))

const answerPages =
  (options: WebHostOptions): OnPage =>
  (channel) => {
    let leave: () => void = () => undefined
    const createApi = (page: PageCaller): HostApi => {
      const opened = options.files.openPage(page)
      leave = opened.leave
      return { ...opened.api, ...shellApi(options) }
    }
    const { settled } = answerPage(channel, createApi, options.onBug)
    return { leave, settled }
  }

/** What a browser's page does by itself is refused. */
function shellApi({ files, facts }: WebHostOptions): ShellApi {
  return {
    describe: async () => ({ ...facts, notices: files.notices() }),
    choosePlace: async () => null,
    offerCommands: async () => undefined,
    answerClose: async () => undefined,
    async openWindow() {
      throw new RefusedRequest('A page in a browser opens its tabs itself.')
    },
    async openExternal() {
      throw new RefusedRequest('A page in a browser opens addresses itself.')
    },
  }
}

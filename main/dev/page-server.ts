import { join } from 'node:path'
import type { Connect, ProxyOptions, UserConfig, ViteDevServer } from 'vite'
import { hostAddresses } from '../../notebooks/host/index.ts'
import { headersOf } from '../pages/index.ts'

/** The page from its sources, with hot reload; for those who develop it. */
export interface PageServer {
  readonly port: number
  stop(): Promise<void>
}

const loopback = '127.0.0.1'
const firstPort = 5173

/**
 * Serves the page from its sources on loopback. With a web host behind it, it hands on to it what is not the page: the first address with its key, and the socket.
 * @param hostPort where the web host listens; undefined where the desktop app has the notebooks
 */
export async function startPageServer(root: string, hostPort?: number): Promise<PageServer> {
  const { createServer, mergeConfig } = await import('vite')
  const server = await createServer(
    mergeConfig(await pageConfig(root), {
      configFile: false,
      root: join(root, 'renderer'),
      clearScreen: false,
      server: {
        host: loopback,
        port: firstPort,
        cors: false,
        ...(hostPort !== undefined && { proxy: proxyTo(hostPort) }),
      },
      plugins: [
        {
          name: 'page-headers',
          configureServer: ({ middlewares }: { middlewares: Connect.Server }) => {
            middlewares.use(setPageHeaders)
          },
        },
      ],
    }),
  )
  await server.listen()
  return { port: portOf(server), stop: () => server.close() }
}

function portOf({ httpServer }: ViteDevServer): number {
  const address = httpServer?.address()
  if (typeof address !== 'object' || address === null)
    throw new Error('The page server is not listening.')
  return address.port
}

/** How the page is built, of the one configuration that says so. */
async function pageConfig(root: string): Promise<UserConfig> {
  const { resolveConfig } = await import('electron-vite')
  const configFile = join(root, 'electron.vite.config.ts')
  const { config } = await resolveConfig({ root, configFile }, 'serve')
  return (config?.renderer ?? {}) as UserConfig
}

/** The same as those of the built page, so that what a policy refuses is seen early. */
const setPageHeaders: Connect.NextHandleFunction = (request, response, next) => {
  for (const [name, value] of Object.entries(headersOf(request.url ?? '/'))) {
    response.setHeader(name, value)
  }
  next()
}

/** The web host answers to its own name alone; a socket that our own page opens is handed on under that name, what others open is refused there. */
function proxyTo(hostPort: number): Record<string, ProxyOptions> {
  const target = `http://${loopback}:${hostPort}`
  return {
    '^/\\?(.*&)?token=': { target, changeOrigin: true },
    [`^${hostAddresses.socket}$`]: {
      target,
      ws: true,
      changeOrigin: true,
      configure: (proxy) => {
        proxy.on('proxyReqWs', (handedOn, { headers }) => {
          if (headers.origin === `http://${headers.host}`) handedOn.setHeader('origin', target)
        })
      },
    },
  }
}

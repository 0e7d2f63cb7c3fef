import { net, protocol } from 'electron'
import { hostAddresses } from '../../notebooks/host/index.ts'
import { type PageAssets, withSites } from '../pages/index.ts'
import { kernelOrigins, pageOrigin, pageScheme, siteOf } from './page-origin.ts'

/** Before the app is ready: the scheme is as good as a secure site, with storage and workers of its own. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built page, with the headers that every host gives it. */
export function servePages(assets: PageAssets): void {
  const served = withSites(assets, { pages: [pageOrigin], kernels: kernelOrigins })
  protocol.handle(pageScheme, ({ url }) => {
    const path = servedPath(url)
    const asset = path === undefined ? undefined : served.get(path)
    if (asset === undefined) return notFound()
    return new Response(new Uint8Array(asset.bytes), { headers: asset.headers })
  })
}

/** Hands on what a server of sources gives, for those who develop the page. The page may open a socket to it, too, which tells of changes. */
export function handOnPages(server: string): void {
  const socket = server.replace(/^http/, 'ws')
  protocol.handle(pageScheme, async ({ url }) => {
    const path = servedPath(url)
    if (path === undefined) return notFound()
    const answer = await net.fetch(server + path + new URL(url).search)
    const headers = new Headers(answer.headers)
    const policy = headers.get('content-security-policy') ?? ''
    headers.set(
      'content-security-policy',
      policy.replace("connect-src 'self'", `connect-src 'self' ${socket}`),
    )
    return new Response(answer.body, { status: answer.status, headers })
  })
}

const notFound = () => new Response('Not found.', { status: 404 })

/** Sites of kernels have what kernels are loaded from and nothing else. */
function servedPath(address: string): string | undefined {
  const { pathname } = new URL(address)
  const site = siteOf(address)
  const isThere =
    site === 'page' || (site === 'kernel' && pathname.startsWith(hostAddresses.kernelFrame))
  return isThere ? pathname : undefined
}

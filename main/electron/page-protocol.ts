import { net, protocol } from 'electron'
import type { PageAssets } from '../pages/index.ts'
import { pageScheme } from './page-origin.ts'

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
  protocol.handle(pageScheme, ({ url }) => {
    const asset = assets.get(decodeURIComponent(new URL(url).pathname))
    if (asset === undefined) return new Response('Not found.', { status: 404 })
    return new Response(new Uint8Array(asset.bytes), { headers: asset.headers })
  })
}

/** Hands on what a server of sources gives, for those who develop the page. The page may open a socket to it, too, which tells of changes. */
export function handOnPages(server: string): void {
  const socket = server.replace(/^http/, 'ws')
  protocol.handle(pageScheme, async ({ url }) => {
    const { pathname, search } = new URL(url)
    const answer = await net.fetch(server + pathname + search)
    const headers = new Headers(answer.headers)
    const policy = headers.get('content-security-policy') ?? ''
    headers.set(
      'content-security-policy',
      policy.replace("connect-src 'self'", `connect-src 'self' ${socket}`),
    )
    return new Response(answer.body, { status: answer.status, headers })
  })
}

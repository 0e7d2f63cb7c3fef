import { protocol } from 'electron'
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

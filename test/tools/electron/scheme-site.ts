import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type SchemeHandler = (request: Request) => Response | Promise<Response>

/** What is at addresses of the app's scheme, for a browser that does not know the scheme: at names below `localhost`, which browsers take for as safe. */
export interface SchemeSite {
  handler: SchemeHandler | undefined
  /** An address, or a text with addresses in it, as the browser knows them. */
  toBrowser(text: string): string
  /** And back. */
  toScheme(text: string): string
  /** Whether an address is one of these. */
  has(address: string): boolean
  stop(): Promise<void>
}

export async function serveScheme(scheme: string): Promise<SchemeSite> {
  const server = createServer(async (request, response) => {
    const address = site.toScheme(`http://${request.headers.host}${request.url}`)
    const answer = await (site.handler?.(new Request(address)) ??
      new Response(null, { status: 404 }))
    for (const [name, value] of answer.headers) response.setHeader(name, site.toBrowser(value))
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const end = `.localhost:${(server.address() as AddressInfo).port}`
  const site: SchemeSite = {
    handler: undefined,
    toBrowser: (text) => text.replace(new RegExp(`${scheme}://([\\w*-]+)`, 'g'), `http://$1${end}`),
    toScheme: (text) => text.replace(new RegExp(`http://([\\w*-]+)${end}`, 'g'), `${scheme}://$1`),
    has: (address) => new URL(address).host.endsWith(end),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return site
}

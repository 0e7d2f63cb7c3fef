import type { IncomingMessage, ServerResponse } from 'node:http'
import { type HeaderFields, type PageAsset, type PageAssets, pageHeaders } from '../pages/index.ts'
import type { Access } from './access.ts'
import type { HostCheck } from './host-names.ts'

/** What decides whether a request is answered. */
export interface Gate {
  readonly isOurHost: HostCheck
  /** Whether it is the site of a kernel, which has nothing but what anybody may have. */
  readonly isKernelSite: HostCheck
  readonly access: Access
}

export interface Answer {
  readonly status: number
  readonly headers: HeaderFields
  readonly body: Uint8Array | string
}

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

export function sendAnswer(
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': Buffer.byteLength(answer.body),
  })
  response.end(request.method === 'HEAD' ? undefined : answer.body)
}

/** Files of the page, to those who may have them. */
export function answerRequest(request: Asked, gate: Gate, assets: PageAssets): Answer {
  const isKernelSite = gate.isKernelSite(request.headers.host)
  if (!isKernelSite && !gate.isOurHost(request.headers.host)) {
    return refusal(403, 'This name is not served here.')
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refusal(405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' })
  }
  const address = parseAddress(request.url)
  if (address === null) return refusal(400, 'This is not an address.')
  if (isKernelSite) return openToAll(assets.get(address.pathname))
  const token = address.pathname === '/' ? address.searchParams.get('token') : null
  const isAdmitted = gate.access.isAdmitted(request.headers.cookie)
  if (token !== null) return exchange(token, address, gate.access, isAdmitted)
  const asset = assets.get(address.pathname === '/' ? '/index.html' : address.pathname)
  if (!asset?.isPublic && !isAdmitted) return notAdmitted
  return asset ? found(asset) : nothingHere()
}

const openToAll = (asset: PageAsset | undefined): Answer =>
  asset?.isPublic ? found(asset) : nothingHere()

/** Null for what is none. */
function parseAddress(url = '/'): URL | null {
  return url.startsWith('/') && URL.canParse(`http://host${url}`)
    ? new URL(`http://host${url}`)
    : null
}

/** The token for the cookie, and an address without it, which may be kept and seen. Whoever is in stays in. */
function exchange(token: string, address: URL, access: Access, isAdmitted: boolean): Answer {
  if (!isAdmitted && !access.takes(token)) return notAdmitted
  address.searchParams.delete('token')
  const headers = { location: `/${address.search}`, 'set-cookie': access.cookie }
  return refusal(303, 'The page is at its address without the key.', headers)
}

const found = ({ headers, bytes }: PageAsset): Answer => ({ status: 200, headers, body: bytes })

const nothingHere = (): Answer => refusal(404, 'There is nothing here.')

function refusal(status: number, sentence: string, headers: HeaderFields = {}): Answer {
  const type = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return { status, headers: { ...pageHeaders, ...type, ...headers }, body: `${sentence}\n` }
}

const notAdmitted = refusal(
  403,
  'This notebook needs its key: open the whole address that Replilab printed when it started.',
)

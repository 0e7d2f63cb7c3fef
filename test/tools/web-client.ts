import { get, type IncomingHttpHeaders, type RequestOptions, request } from 'node:http'
import { createBirpc } from 'birpc'
import WebSocket from 'ws'
import { type HostApi, type HostEvents, hostAddresses } from '../../notebooks/host/index.ts'

export interface WebAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** One request, whose headers may lie: those of `fetch` may not. */
export function ask(port: number, path: string, options: RequestOptions = {}): Promise<WebAnswer> {
  return new Promise((resolve, reject) => {
    const asked = (options.method === undefined ? get : request)(
      { host: '127.0.0.1', port, path, ...options },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part) => {
          text += part
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        )
      },
    )
    asked.on('error', reject)
    if (options.method !== undefined) asked.end()
  })
}

/** Exchanges the token in an address for a cookie, as a browser does. */
export async function enter(address: string): Promise<string> {
  const { port, pathname, search } = new URL(address)
  const answer = await ask(Number(port), pathname + search)
  const [cookie] = answer.headers['set-cookie'] ?? []
  if (cookie === undefined) throw new Error(`${answer.status}: ${answer.text}`)
  return cookie.split(';')[0]
}

export interface SocketHeaders {
  readonly cookie?: string
  readonly origin?: string
  readonly host?: string
}

/** An open socket, or the status of its refusal. */
export function openSocket(
  port: number,
  headers: SocketHeaders,
  path: string = hostAddresses.socket,
  address = '127.0.0.1',
): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const { origin, ...others } = headers
    const given = Object.fromEntries(Object.entries(others).filter(([, one]) => one !== undefined))
    const socket = new WebSocket(`ws://${address}:${port}${path}`, { origin, headers: given })
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.on('error', reject)
  })
}

/** A page of a web host. */
export interface WebPage {
  readonly api: HostApi
  readonly told: unknown[][]
  readonly socket: WebSocket
  /** The code with which the socket was closed. */
  readonly closed: Promise<number>
}

export async function openWebPage(address: string): Promise<WebPage> {
  const { port, host } = new URL(address)
  const cookie = await enter(address)
  const socket = await openSocket(Number(port), { cookie, origin: `http://${host}` })
  if (typeof socket === 'number') throw new Error(`The socket was refused with ${socket}.`)
  const told: unknown[][] = []
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      void told.push([name, ...args])
  const events: HostEvents = {
    fileChanged: note('fileChanged'),
    settingsChanged: note('settingsChanged'),
    commandChosen: note('commandChosen'),
    closeAsked: note('closeAsked'),
  }
  const api = createBirpc<HostApi, HostEvents>(events, {
    post: (text) => socket.send(text),
    on: (listener) => socket.on('message', (data) => listener(data.toString())),
    serialize: JSON.stringify,
    deserialize: JSON.parse,
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  return { api: api as unknown as HostApi, told, socket, closed }
}

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { hostAddresses, hostLimits } from '../../notebooks/host/index.ts'
import type { AnsweredPage, PageChannel } from '../pages/index.ts'
import type { Gate } from './answer-request.ts'

/** The pages that are connected. */
export interface Sockets {
  /** Answers a request to change a connection into a socket. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void
  /** Hears no more requests, and resolves when those that were heard are answered. */
  settle(): Promise<void>
  /** Says good-bye to every page, and closes what is still open after `farewellMillis`. */
  close(): Promise<void>
}

/** Called with each new page. */
export type OnPage = (channel: PageChannel) => ConnectedPage

export interface ConnectedPage extends AnsweredPage {
  /** The page has gone. */
  leave(): void
}

const farewellMillis = 1_000

/** RFC 6455, section 7.4.1. */
const closeCode = { goingAway: 1001, notUnderstood: 1007 } as const

export function createSockets(gate: Gate, onPage: OnPage): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: hostLimits.messageBytes,
    perMessageDeflate: false,
  })
  const pages = new Set<ConnectedPage>()
  let isHearing = true

  function connect(socket: WebSocket): void {
    // A socket that breaks closes next, which is what is acted upon.
    socket.on('error', () => socket.terminate())
    const page = onPage({
      post: (text) => {
        if (socket.readyState === socket.OPEN) socket.send(text)
      },
      onText: (listener) =>
        socket.on('message', (data, isBinary) => {
          if (isHearing) listener(isBinary ? '' : data.toString())
        }),
      refuse: () => socket.close(closeCode.notUnderstood, 'not a message of a page'),
    })
    pages.add(page)
    socket.on('close', async () => {
      page.leave()
      await page.settled()
      pages.delete(page)
    })
  }

  return {
    upgrade(request, stream, head) {
      stream.on('error', () => stream.destroy())
      const status = whyNot(request, gate) ?? (server.clients.size >= hostLimits.pages ? 503 : null)
      if (status === null) server.handleUpgrade(request, stream, head, connect)
      else
        stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    },
    async settle() {
      isHearing = false
      await Promise.all([...pages].map((page) => page.settled()))
    },
    async close() {
      const gone = [...server.clients].map((socket) => sayFarewell(socket))
      await Promise.all(gone)
    },
  }
}

/**
 * Status of the refusal; null when there is none. Browsers let any page open a socket to anywhere and send the cookies along, but say truly where the page
 * came from.
 */
function whyNot({ url, headers }: IncomingMessage, gate: Gate): number | null {
  if (!gate.isOurHost(headers.host)) return 403
  if (headers.origin?.toLowerCase() !== `http://${headers.host}`.toLowerCase()) return 403
  if (!gate.access.isAdmitted(headers.cookie)) return 403
  return url === hostAddresses.socket ? null : 404
}

function sayFarewell(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), farewellMillis)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.close(closeCode.goingAway, 'the program ends')
  })
}

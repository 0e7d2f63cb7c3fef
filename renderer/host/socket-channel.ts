import { hostAddresses } from '../../notebooks/host/index.ts'
import type { Channel } from './channel.ts'

/** `refused`: a server is there, and no longer knows this page; it was started anew, and has another address to enter by. */
export type SocketState = 'connected' | 'unreachable' | 'refused'

/** Milliseconds between two tries to reach a server that is gone. */
const retryMillis = 1_000

/** A socket to the server that the page came from, opened anew whenever it closes; what is sent meanwhile waits. */
export async function socketChannel(onState: (state: SocketState) => void): Promise<Channel> {
  const waiting: string[] = []
  let listener: (text: string) => void = () => {}
  let socket: WebSocket | undefined

  const open = () =>
    new Promise<void>((resolve) => {
      const opened = new WebSocket(socketAddress())
      opened.onopen = () => {
        socket = opened
        onState('connected')
        for (const text of waiting.splice(0)) opened.send(text)
        resolve()
      }
      opened.onmessage = ({ data }) => listener(String(data))
      opened.onclose = async () => {
        socket = undefined
        onState(await whyClosed())
        setTimeout(() => void open().then(resolve), retryMillis)
      }
    })

  await open()
  return {
    post(text) {
      if (socket) socket.send(text)
      else waiting.push(text)
    },
    on(next) {
      listener = next
    },
  }
}

const socketAddress = (): string =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${hostAddresses.socket}`

/** A socket does not tell why it was refused; a request does. */
async function whyClosed(): Promise<SocketState> {
  const answer = await fetch('./', { cache: 'no-store' }).catch(() => undefined)
  return answer?.status === 403 ? 'refused' : 'unreachable'
}

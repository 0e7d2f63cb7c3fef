import type { Channel } from './channel.ts'

/** Milliseconds between two tries to reach a server that is gone. */
const retryMillis = 1_000

/** A socket to the server that the page came from, opened anew whenever it closes; what is sent meanwhile waits. */
export async function socketChannel(onState: (isConnected: boolean) => void): Promise<Channel> {
  const waiting: string[] = []
  let listener: (text: unknown) => void = () => {}
  let socket: WebSocket | undefined

  const open = () =>
    new Promise<void>((resolve) => {
      const opened = new WebSocket(socketAddress())
      opened.onopen = () => {
        socket = opened
        for (const text of waiting.splice(0)) opened.send(text)
        onState(true)
        resolve()
      }
      opened.onmessage = ({ data }) => listener(JSON.parse(String(data)))
      opened.onclose = () => {
        socket = undefined
        onState(false)
        setTimeout(() => void open().then(resolve), retryMillis)
      }
    })

  await open()
  return {
    post: (message) => {
      const text = JSON.stringify(message)
      if (socket) socket.send(text)
      else waiting.push(text)
    },
    on: (next) => {
      listener = next
    },
  }
}

const socketAddress = () =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/host`

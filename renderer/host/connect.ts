import { createBirpc } from 'birpc'
import type { HostApi, HostEvents } from '../../notebooks/host/index.ts'
import type { Channel } from './channel.ts'
import { desktopChannel } from './desktop-channel.ts'
import { type SocketState, socketChannel } from './socket-channel.ts'

/** Connects to the program around the page: the desktop app where it left its bridge, else the web server that the page came from. */
export async function connectHost(
  events: HostEvents,
  onState: (state: SocketState) => void,
): Promise<HostApi> {
  const channel: Channel = desktopChannel() ?? (await socketChannel(onState))
  const host = createBirpc<HostApi, HostEvents>(events, {
    ...channel,
    serialize: JSON.stringify,
    deserialize: JSON.parse,
    // A dialog of the system waits for a person.
    timeout: -1,
  })
  return host as unknown as HostApi
}

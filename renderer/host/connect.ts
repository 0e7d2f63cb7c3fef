import { createBirpc } from 'birpc'
import type { HostApi, HostEvents } from '../../notebooks/host/index.ts'
import type { Channel } from './channel.ts'
import { desktopChannel } from './desktop-channel.ts'
import { socketChannel } from './socket-channel.ts'

/** The host, and whether it can be reached at present. */
export interface HostConnection {
  readonly api: HostApi
}

/** Connects to the program around the page: the desktop app where it left its bridge, else the web server that the page came from. */
export async function connectHost(
  events: HostEvents,
  onState: (isConnected: boolean) => void,
): Promise<HostConnection> {
  const channel: Channel = desktopChannel() ?? (await socketChannel(onState))
  const api = createBirpc<HostApi, HostEvents>(events, { ...channel, timeout: 30_000 })
  return { api: api as unknown as HostApi }
}

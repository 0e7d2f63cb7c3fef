import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import {
  defaultSettings,
  type HostApi,
  type HostEvents,
  type HostFacts,
  type Settings,
} from '../../notebooks/host/index.ts'
import { connectHost } from '../host/connect.ts'
import type { SocketState } from '../host/socket-channel.ts'

/** What the page knows of its host, and the way to ask it. */
export const useHostStore = defineStore('host', () => {
  const facts = shallowRef<HostFacts>()
  const settings = shallowRef<Settings>(defaultSettings)
  const connection = ref<SocketState>('connected')
  /** Carries out a command that was chosen outside the page. */
  const onCommand = shallowRef<(command: string) => void>()
  let host: HostApi | undefined

  async function connect(events: HostEvents): Promise<void> {
    const connected = await connectHost(events, (state) => {
      connection.value = state
    })
    host = connected
    facts.value = await connected.describe()
    settings.value = await connected.readSettings()
  }

  async function changeSettings(change: Partial<Settings>): Promise<void> {
    settings.value = { ...settings.value, ...change }
    await requireHost().writeSettings(settings.value)
  }

  function requireHost(): HostApi {
    if (!host) throw new Error('The host is asked before the page is connected to it.')
    return host
  }

  return {
    facts,
    settings,
    connection,
    onCommand,
    connect,
    changeSettings,
    api: requireHost,
  }
})

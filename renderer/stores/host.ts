import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import {
  defaultSettings,
  type HostApi,
  type HostEvents,
  type HostFacts,
  type LibraryEntry,
  type NotebookPlace,
  type RecentEntry,
  type Settings,
} from '../../notebooks/host/index.ts'
import { connectHost } from '../host/connect.ts'
import type { SocketState } from '../host/socket-channel.ts'
import { sharesMemory, unsharedMemory } from '../kernel/shared-memory.ts'

/** What the page knows of its host, and the way to ask it. */
export const useHostStore = defineStore('host', () => {
  const facts = shallowRef<HostFacts>()
  const settings = shallowRef<Settings>(defaultSettings)
  const library = shallowRef<readonly LibraryEntry[]>([])
  const recent = shallowRef<readonly RecentEntry[]>([])
  const connection = ref<SocketState>('connected')
  /** Carries out a command that was chosen outside the page. */
  const onCommand = shallowRef<(command: string) => void>()
  let host: HostApi | undefined

  async function connect(events: HostEvents): Promise<void> {
    const connected = await connectHost(events, (state) => {
      connection.value = state
    })
    host = connected
    settings.value = await connected.readSettings()
    await refreshFacts()
    void Promise.all([refreshRecent(), refreshLibrary()]).then(refreshFacts)
  }

  /** Also for what went wrong since. */
  async function refreshFacts(): Promise<void> {
    const told = await requireHost().describe()
    const notices = sharesMemory() ? told.notices : [unsharedMemory, ...told.notices]
    facts.value = { ...told, notices }
  }

  async function refreshRecent(): Promise<void> {
    recent.value = await requireHost().listRecent()
  }

  async function refreshLibrary(): Promise<void> {
    library.value = await requireHost().listLibrary()
  }

  async function forgetRecent(place: NotebookPlace): Promise<void> {
    await requireHost().forgetRecent(place)
    await refreshRecent()
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
    library,
    recent,
    connection,
    onCommand,
    connect,
    changeSettings,
    refreshFacts,
    refreshRecent,
    forgetRecent,
    api: requireHost,
  }
})

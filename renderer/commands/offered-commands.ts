import { computed, onScopeDispose, watch } from 'vue'
import type { OfferedCommand } from '../../notebooks/host/index.ts'
import { useHostStore } from '../stores/host.ts'
import type { Command } from './command.ts'

/** Offers the commands to menus outside the page, and carries out what is chosen there. */
export function useOfferedCommands(commands: () => readonly Command[]): void {
  const host = useHostStore()
  if (host.facts?.kind !== 'desktop') return
  host.onCommand = (id) => {
    const chosen = commands().find((command) => command.id === id)
    if (chosen && chosen.isEnabled?.() !== false) void chosen.run()
  }
  const offered = computed(() => JSON.stringify(commands().map(offer)))
  watch(offered, (text) => void host.api().offerCommands(JSON.parse(text)), { immediate: true })
  onScopeDispose(() => {
    host.onCommand = undefined
    void host.api().offerCommands([])
  })
}

const offer = ({ id, label, group, keys, mode, isEnabled }: Command): OfferedCommand => ({
  id,
  label,
  group,
  // Those of one mode write a letter in the other.
  keys: (mode === undefined && keys?.find(isOfMenu)) || null,
  isEnabled: isEnabled?.() !== false,
})

/** Menus show keys that hold whatever is written: a letter alone, or a pair of keys, is none. */
const isOfMenu = (keys: string): boolean => /^(Mod|Alt|Shift)\+\S+$/.test(keys)

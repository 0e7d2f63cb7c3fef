import { onScopeDispose, watchEffect } from 'vue'
import type { OfferedCommand } from '../../notebooks/host/index.ts'
import { useHostStore } from '../stores/host.ts'
import type { Command } from './command.ts'

/** Offers the commands to menus outside the page, and carries out what is chosen there. */
export function useOfferedCommands(commands: () => readonly Command[]): void {
  const host = useHostStore()
  host.onCommand = (id) => {
    const chosen = commands().find((command) => command.id === id)
    if (chosen && chosen.isEnabled?.() !== false) void chosen.run()
  }
  watchEffect(() => void host.api().offerCommands(commands().map(offer)))
  onScopeDispose(() => {
    host.onCommand = undefined
    void host.api().offerCommands([])
  })
}

const offer = ({ id, label, group, keys }: Command): OfferedCommand => ({
  id,
  label,
  group,
  keys: keys?.find(isOfMenu) ?? null,
})

/** Menus show keys that hold whatever is written: a letter alone, or a pair of keys, is none. */
const isOfMenu = (keys: string): boolean => /^(Mod|Alt|Shift)\+\S+$/.test(keys)

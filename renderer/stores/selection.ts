import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Command mode: keys act on cells. Edit mode: keys go to the editor of the selected cell. */
export type Mode = 'command' | 'edit'

/** Which cell keys and commands act on. */
export const useSelectionStore = defineStore('selection', () => {
  const cell = ref<string>()
  const mode = ref<Mode>('command')

  function select(id: string | undefined, next: Mode = 'command'): void {
    cell.value = id
    mode.value = next
  }

  return { cell, mode, select }
})

import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { rangeOf } from '../notebook/cell-edits.ts'
import { useNotebookStore } from './notebook.ts'

/** Command mode: keys act on cells. Edit mode: keys go to the editor of the active cell. */
export type Mode = 'command' | 'edit'

/** Which cells keys and commands act on: the active one, and in command mode all between it and the anchor. */
export const useSelectionStore = defineStore('selection', () => {
  const notebook = useNotebookStore()
  const cell = ref<string>()
  const anchor = ref<string>()
  const mode = ref<Mode>('command')
  /** Ids of the selected cells, from the top down. */
  const ids = computed<readonly string[]>((before) => {
    const { value: active } = cell
    const after =
      active === undefined ? [] : rangeOf(notebook.cells, anchor.value ?? active, active)
    // The same list again, so that a key press in one cell is nothing to the others.
    return before?.join() === after.join() ? before : after
  })
  const idSet = computed<ReadonlySet<string>>(() => new Set(ids.value))

  function select(id: string | undefined, next: Mode = 'command'): void {
    cell.value = id
    anchor.value = id
    mode.value = next
  }

  /** Selects the cells from the anchor to this one, which becomes the active one. */
  function extendTo(id: string): void {
    cell.value = id
    mode.value = 'command'
  }

  function selectRange(first: string, last: string): void {
    select(first)
    extendTo(last)
  }

  return { cell, mode, ids, idSet, select, extendTo, selectRange }
})

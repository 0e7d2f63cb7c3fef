import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
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
  const ids = shallowRef<readonly string[]>([])
  const idSet = computed<ReadonlySet<string>>(() => new Set(ids.value))

  // No computed value: a key press in one cell must not have every cell look whether it is selected still.
  watch(
    [() => notebook.cells, cell, anchor],
    ([cells, active, from]) => {
      const after = active === undefined ? [] : rangeOf(cells, from ?? active, active)
      if (ids.value.join() !== after.join()) ids.value = after
    },
    { flush: 'sync', immediate: true },
  )

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

import { ref } from 'vue'
import type { useNotebookStore } from '../stores/notebook.ts'
import type { useSelectionStore } from '../stores/selection.ts'
import { moveCells } from './cell-edits.ts'

/** What is dragged is the selection; only cells of this page are taken. */
const dragType = 'application/x-replilab-cells'

/** Lets the selected cells be dragged to above or below this one. With the keyboard the same is done by the commands that move cells. */
export function useCellDrag(
  notebook: ReturnType<typeof useNotebookStore>,
  selection: ReturnType<typeof useSelectionStore>,
  id: () => string,
) {
  const dropPlace = ref<'above' | 'below'>()

  function start(event: DragEvent): void {
    event.dataTransfer?.setData(dragType, '')
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
  }

  function over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes(dragType)) return
    event.preventDefault()
    const { top, height } = (event.currentTarget as HTMLElement).getBoundingClientRect()
    dropPlace.value = event.clientY < top + height / 2 ? 'above' : 'below'
  }

  function leave(): void {
    dropPlace.value = undefined
  }

  function drop(event: DragEvent): void {
    const { value: place } = dropPlace
    leave()
    if (place === undefined) return
    event.preventDefault()
    const index = notebook.cells.findIndex((cell) => cell.id === id())
    notebook.edit((document) =>
      moveCells(document, selection.idSet, place === 'above' ? index : index + 1),
    )
  }

  return { dropPlace, start, over, leave, drop }
}

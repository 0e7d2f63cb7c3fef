import { onScopeDispose, ref } from 'vue'

/** Takes files that are dropped anywhere onto the window. Gives whether some are held above it. */
export function useFileDrop(take: (files: readonly File[]) => void) {
  const isOver = ref(false)
  /** Not the cells of the page, which are dragged as well. */
  const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false

  const over = (event: DragEvent) => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    isOver.value = true
  }
  /** Every element that is passed says that it is left; the window itself has none beside it. */
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) isOver.value = false
  }
  const drop = (event: DragEvent) => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    isOver.value = false
    take([...(event.dataTransfer?.files ?? [])])
  }

  // Each element that is entered says anew whether files may be dropped: without that a drop right after it is refused.
  const listeners = { dragenter: over, dragover: over, dragleave: leave, drop } as const
  for (const [name, listener] of Object.entries(listeners)) {
    window.addEventListener(name, listener as EventListener)
  }
  onScopeDispose(() => {
    for (const [name, listener] of Object.entries(listeners)) {
      window.removeEventListener(name, listener as EventListener)
    }
  })
  return { isOver }
}

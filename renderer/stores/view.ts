import { defineStore } from 'pinia'
import { ref } from 'vue'

/** What is asked or shown above the page, one at a time. */
export type Dialog = 'palette' | 'shortcuts' | 'settings' | 'about' | 'recent' | 'template'

/** Which panels and dialogs of the notebook are open. */
export const useViewStore = defineStore('view', () => {
  const isOutlineShown = ref(false)
  const isFindShown = ref(false)
  /** Counted up when find is asked for, open or not: it takes the keyboard. */
  const findRequests = ref(0)
  /** The cell whose tags are being edited. */
  const taggedCell = ref<string>()
  const dialog = ref<Dialog>()
  return { isOutlineShown, isFindShown, findRequests, taggedCell, dialog }
})

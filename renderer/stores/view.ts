import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Which panels and dialogs of the notebook are open. */
export const useViewStore = defineStore('view', () => {
  const isOutlineShown = ref(false)
  const isFindShown = ref(false)
  /** Counted up when find is asked for, open or not: it takes the keyboard. */
  const findRequests = ref(0)
  const dialog = ref<'palette' | 'shortcuts' | 'name'>()
  return { isOutlineShown, isFindShown, findRequests, dialog }
})

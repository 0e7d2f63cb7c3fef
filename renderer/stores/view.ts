import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Which panels and dialogs of the notebook are open. */
export const useViewStore = defineStore('view', () => {
  const isOutlineShown = ref(false)
  const isFindShown = ref(false)
  const dialog = ref<'palette' | 'shortcuts' | 'name'>()
  return { isOutlineShown, isFindShown, dialog }
})

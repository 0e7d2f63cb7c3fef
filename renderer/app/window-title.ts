import { watchEffect } from 'vue'
import { nameOfPlace } from '../files/place-name.ts'
import { useNotebookStore } from '../stores/notebook.ts'

/** The name of the page's window or tab: that of its notebook, with a mark while there are edits in no file. */
export function useWindowTitle(): void {
  const notebook = useNotebookStore()
  watchEffect(() => {
    const { place, isDirty } = notebook
    const name = place && `${isDirty ? '● ' : ''}${nameOfPlace(place)}`
    document.title = name ? `${name} – Replilab` : 'Replilab'
  })
}

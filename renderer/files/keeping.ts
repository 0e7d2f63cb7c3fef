import { onScopeDispose, watch } from 'vue'
import { useHostStore } from '../stores/host.ts'
import { useNotebookStore } from '../stores/notebook.ts'
import { useSavingStore } from './saving.ts'

/** How long after an edit it is in the journal, at most. */
export const journalMillis = 500

/** How long nothing must have been edited until the notebook is saved by itself. */
export const autosaveMillis = 3_000

/** While a notebook is open: keeps each edit in the journal, saves when no more come, and warns who leaves with edits. */
export function useKeeping(): void {
  const host = useHostStore()
  const notebook = useNotebookStore()
  const saving = useSavingStore()
  let journalTimer: ReturnType<typeof setTimeout> | undefined
  let autosaveTimer: ReturnType<typeof setTimeout> | undefined

  async function keep(): Promise<void> {
    journalTimer = undefined
    const { place, version } = notebook
    if (place === undefined || !notebook.isDirty) return
    const kept = await host
      .api()
      .keepJournal({ place, text: notebook.toText(), base: version, keptMillis: Date.now() })
    if (!kept.ok) saving.problem = kept.problem
  }

  async function autosave(): Promise<void> {
    if (!host.settings.isAutosaving || saving.conflict || saving.needsName) return
    if (notebook.isDirty && !notebook.isBusy) await saving.save()
  }

  watch(
    () => notebook.notebook,
    () => {
      if (!notebook.isDirty) return
      journalTimer ??= setTimeout(() => void keep(), journalMillis)
      clearTimeout(autosaveTimer)
      autosaveTimer = setTimeout(() => void autosave(), autosaveMillis)
    },
  )

  const warn = (event: BeforeUnloadEvent) => {
    if (notebook.isDirty) event.preventDefault()
  }
  window.addEventListener('beforeunload', warn)
  onScopeDispose(() => {
    clearTimeout(journalTimer)
    clearTimeout(autosaveTimer)
    window.removeEventListener('beforeunload', warn)
  })
}

import { onScopeDispose, watch } from 'vue'
import { whenIdle } from '../app/when-idle.ts'
import { useHostStore } from '../stores/host.ts'
import { useNotebookStore } from '../stores/notebook.ts'
import { useSavingStore } from './saving.ts'

/** An edit goes to the journal this long after it, at a moment in which the page has nothing else to do, which is waited for a little. */
export const journalMillis = 500
export const idleMillis = 300

/** How long nothing must have been edited until the notebook is saved by itself. */
export const autosaveMillis = 3_000

/** While a notebook is open: keeps each edit in the journal, saves when no more come, and warns who leaves with edits. */
export function useKeeping(): void {
  const host = useHostStore()
  const notebook = useNotebookStore()
  const saving = useSavingStore()
  let journalTimer: ReturnType<typeof setTimeout> | undefined
  let autosaveTimer: ReturnType<typeof setTimeout> | undefined

  function keep(): void {
    journalTimer = undefined
    void saving.keep()
  }
  const keepWhenIdle = () => whenIdle(keep, idleMillis)

  async function autosave(): Promise<void> {
    if (!host.settings.isAutosaving || saving.conflict || saving.needsName) return
    if (notebook.isDirty && !notebook.isBusy) await saving.save()
  }

  watch(
    () => notebook.notebook,
    () => {
      if (!notebook.isDirty) return
      journalTimer ??= setTimeout(keepWhenIdle, journalMillis)
      clearTimeout(autosaveTimer)
      autosaveTimer = setTimeout(() => void autosave(), autosaveMillis)
    },
    { immediate: true },
  )
  /** A host that was gone does not know yet that this page still has the edits that it keeps. */
  watch(
    () => host.connection,
    (state) => {
      if (state === 'connected') void saving.keepAnew()
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

import { type Ref, ref } from 'vue'
import { useHostStore } from '../stores/host.ts'
import { useNotebookStore } from '../stores/notebook.ts'

/** Saves the open notebook; `problem` says why it could not be. */
export function useSaving(): { save: () => Promise<void>; problem: Ref<string | undefined> } {
  const host = useHostStore()
  const notebook = useNotebookStore()
  const problem = ref<string>()

  async function save(): Promise<void> {
    const { place, notebook: saved, version } = notebook
    if (place === undefined || saved === undefined) return
    const answer = await host.api().save({ place, text: notebook.toText(), replaces: version })
    problem.value = answer.ok ? undefined : answer.problem.message
    if (answer.ok) notebook.markSaved(saved, { place, version: answer.value })
  }

  return { save, problem }
}

import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { FileProblem, NotebookPlace, OpenedFile } from '../../notebooks/host/index.ts'
import { useHostStore } from '../stores/host.ts'
import { useNotebookStore } from '../stores/notebook.ts'

/** Brings the open notebook to its file and back, and says what stands in the way. */
export const useSavingStore = defineStore('saving', () => {
  const host = useHostStore()
  const notebook = useNotebookStore()
  const problem = shallowRef<FileProblem>()
  /** The file as another wrote it, while the notebook here has edits of its own. */
  const conflict = shallowRef<OpenedFile>()
  const isSaving = ref(false)
  const needsName = computed(
    () => notebook.place !== undefined && (!isFile(notebook.place) || notebook.isReadOnly),
  )

  /** Gives whether the notebook is saved now. */
  async function save(): Promise<boolean> {
    if (notebook.place === undefined || needsName.value) return false
    return write(notebook.place, notebook.version)
  }

  /** To a file that is not there yet. */
  const saveAs = (place: NotebookPlace): Promise<boolean> => write(place, null)

  /** To a place that a person chooses in a dialog of the system; false where there is no such dialog. */
  async function chooseAndSave(): Promise<boolean> {
    if (!host.facts?.hasDialogs) return false
    const suggestedName = notebook.place?.replace(/^.*[:/\\]/, '') ?? 'untitled.ipynb'
    const place = await host.api().choosePlace({ purpose: 'save', suggestedName })
    // The system has asked whether to replace what is there.
    if (place !== null) await write(place, 'any')
    return true
  }

  /** Over what another wrote: a person chose so. */
  async function overwrite(): Promise<void> {
    if (notebook.place && (await write(notebook.place, 'any'))) conflict.value = undefined
  }

  /** What another wrote, in place of the edits here. */
  function takeTheirs(): void {
    if (conflict.value) problem.value = notebook.show(conflict.value)
    conflict.value = undefined
  }

  async function write(place: NotebookPlace, replaces: string | null): Promise<boolean> {
    const { notebook: saved, place: from } = notebook
    if (saved === undefined) return false
    isSaving.value = true
    const answer = await host.api().save({ place, text: notebook.toText(), replaces })
    isSaving.value = false
    problem.value = answer.ok ? undefined : answer.problem
    if (!answer.ok) {
      if (answer.problem.code === 'file/changed') await meetChange(place)
      return false
    }
    notebook.markSaved(saved, { place, version: answer.value })
    if (from !== undefined) await host.api().dropJournal(from)
    // Only what is open is watched.
    if (from !== place) await host.api().open(place)
    return true
  }

  /** A file was changed by another: one without edits here is shown as it is now, else a person chooses. */
  async function meetChange(place: NotebookPlace): Promise<void> {
    if (place !== notebook.place) return
    const opened = await host.api().open(place)
    if (!opened.ok) problem.value = opened.problem
    else if (opened.value.version === notebook.version) return
    else if (notebook.isDirty) conflict.value = opened.value
    else problem.value = notebook.show(opened.value)
  }

  return {
    problem,
    conflict,
    isSaving,
    needsName,
    save,
    saveAs,
    chooseAndSave,
    overwrite,
    takeTheirs,
    meetChange,
  }
})

const isFile = (place: NotebookPlace): boolean => place.startsWith('file:')

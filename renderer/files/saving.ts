import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { FileProblem, NotebookPlace, OpenedFile } from '../../notebooks/host/index.ts'
import { showInAddress } from '../app/show-in-address.ts'
import { useHostStore } from '../stores/host.ts'
import { useNotebookStore } from '../stores/notebook.ts'
import { createJournalWriter, type Edits } from './journal-writer.ts'
import { besideFile, isFilePlace, nameOfPlace } from './place-name.ts'

/** A question for a name that is open in the page. */
export interface NameQuestion {
  readonly purpose: 'save' | 'rename'
  /** Tells whether the notebook has the name now. */
  readonly answer: (isDone: boolean) => void
}

/** Brings the open notebook to its file and back, and says what stands in the way. */
export const useSavingStore = defineStore('saving', () => {
  const host = useHostStore()
  const notebook = useNotebookStore()
  const problem = shallowRef<FileProblem>()
  /** The file as another wrote it, while the notebook here has edits of its own. */
  const conflict = shallowRef<OpenedFile>()
  const isSaving = ref(false)
  const question = shallowRef<NameQuestion>()
  const journal = createJournalWriter(host.api, takeEdits)
  const isFile = computed(() => notebook.place !== undefined && isFilePlace(notebook.place))
  const needsName = computed(
    () => notebook.place !== undefined && (!isFile.value || notebook.isReadOnly),
  )

  /** Gives whether the notebook is saved now; one without a file of its own asks for a name. */
  async function save(): Promise<boolean> {
    if (notebook.place === undefined) return false
    return needsName.value ? saveAs() : write(notebook.place, notebook.version)
  }

  /** To a place that a person chooses: in a dialog of the system, or of the page where the system has none. */
  async function saveAs(): Promise<boolean> {
    if (!host.facts?.hasDialogs) return ask('save')
    const suggestedName = notebook.place ? nameOfPlace(notebook.place) : 'untitled.ipynb'
    const place = await host.api().choosePlace({ purpose: 'save', suggestedName })
    // The system has asked whether to replace what is there.
    return place !== null && write(place, 'any')
  }

  function ask(purpose: NameQuestion['purpose']): Promise<boolean> {
    problem.value = undefined
    question.value?.answer(false)
    return new Promise((resolve) => {
      question.value = {
        purpose,
        answer: (isDone) => {
          question.value = undefined
          resolve(isDone)
        },
      }
    })
  }

  /** Does what a name was asked for. */
  async function useName(name: string): Promise<void> {
    const { value: asked } = question
    const { place } = notebook
    if (asked === undefined || place === undefined) return
    const isRename = asked.purpose === 'rename'
    const isDone = isRename
      ? await moveTo(besideFile(place, name))
      : await write(besideFile(isFile.value ? place : 'new:', name), null)
    if (isDone) asked.answer(true)
  }

  async function moveTo(place: NotebookPlace): Promise<boolean> {
    if (notebook.place === undefined) return false
    if (notebook.place === place) return true
    const answer = await host.api().rename(notebook.place, place)
    problem.value = answer.ok ? undefined : answer.problem
    if (!answer.ok) return false
    notebook.place = place
    showInAddress({ place })
    await keep()
    return true
  }

  /** Over what another wrote: a person chose so. */
  async function overwrite(): Promise<void> {
    if (notebook.place && (await write(notebook.place, 'any'))) conflict.value = undefined
  }

  /** What another wrote, in place of the edits here. */
  async function takeTheirs(): Promise<void> {
    const { value: theirs } = conflict
    if (!theirs) return
    await dropKept()
    problem.value = notebook.show(theirs)
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
    await keep()
    if (from !== undefined && from !== place) await follow(from, place)
    return true
  }

  /** Only what is open is watched. */
  async function follow(from: NotebookPlace, to: NotebookPlace): Promise<void> {
    showInAddress({ place: to })
    await host.api().close(from)
    await host.api().open(to)
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

  /** Puts the edits, if there are any, where a crash leaves them, and takes away what is saved. */
  async function keep(): Promise<void> {
    const kept = await journal.keep()
    if (!kept.ok) problem.value = kept.problem
  }

  function takeEdits(): Edits | undefined {
    const { place, version, journalId, isDirty, notebook: open } = notebook
    if (place === undefined || open === undefined) return undefined
    const edits = { id: journalId, place, base: version, keptMillis: Date.now() }
    return { ...edits, notebook: isDirty ? open : null }
  }

  const dropKept = (): Promise<void> => journal.drop(notebook.journalId)

  return {
    problem,
    conflict,
    isSaving,
    isFile,
    needsName,
    question,
    save,
    saveAs,
    rename: () => ask('rename'),
    useName,
    overwrite,
    takeTheirs,
    meetChange,
    keep,
    dropKept,
    keepAnew() {
      journal.beginAnew()
      return keep()
    },
  }
})

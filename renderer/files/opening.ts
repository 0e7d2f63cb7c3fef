import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { parseNotebook } from '../../notebooks/document/index.ts'
import type {
  FileProblem,
  HostApi,
  JournalEntry,
  NotebookPlace,
  OpenedFile,
} from '../../notebooks/host/index.ts'
import { type Addressed, readAddress, writeAddress } from '../app/address.ts'
import { newId } from '../app/new-id.ts'
import { goToAddress } from '../app/show-in-address.ts'
import { answerMillis, inTime } from '../host/in-time.ts'
import { useHostStore } from '../stores/host.ts'
import { useNotebookStore } from '../stores/notebook.ts'
import { type CopiedFile, describeKept, readCopy } from './copied-file.ts'
import { nameOfPlace } from './place-name.ts'
import { useSavingStore } from './saving.ts'

/** What a person can choose of edits when the notebook is left. */
export type LeaveChoice = 'stay' | 'keep' | 'discard' | 'save'

const blank: NotebookPlace = 'new:untitled.ipynb'

/** Which notebook the page shows, and what becomes of the edits of the one before. */
export const useOpeningStore = defineStore('opening', () => {
  const host = useHostStore()
  const notebook = useNotebookStore()
  const saving = useSavingStore()
  const problem = shallowRef<FileProblem>()
  /** Something that a person is told and that went as well as it could. */
  const note = ref<string>()
  /** Counted up with every notebook that is shown anew: nothing of the view of the one before stays. */
  const shown = ref(0)
  /** Edits of the open notebook that an earlier window left. */
  const kept = shallowRef<readonly JournalEntry[]>([])
  /** A person is asked what becomes of the edits. */
  const question = shallowRef<(choice: LeaveChoice) => void>()

  /** Shows another notebook. It is read first, so that one that cannot be read takes nothing away. */
  async function open(at: Addressed): Promise<void> {
    if (at.place === notebook.place && !at.place.startsWith('new:')) return
    const [read, unprepared] = await Promise.all([answered(readText(at)), notebook.prepare()])
    if (read === undefined) return tellSilence(`${nameOfPlace(at.place)} cannot be opened`)
    if (!read.ok) {
      problem.value = read.problem
      return
    }
    problem.value = unprepared ?? whyNotInPlace(read.value.text)
    if (problem.value !== undefined || !(await mayLeave())) return host.api().close(at.place)
    problem.value = show(at, read.value)
    if (problem.value !== undefined) return
    shown.value += 1
    goToAddress(at)
    await findKept(at.place)
    await host.refreshRecent()
  }

  /** A notebook that is open is not left for what is none. */
  function whyNotInPlace(text: string): FileProblem | undefined {
    if (notebook.place === undefined) return undefined
    const parsed = parseNotebook(text)
    return parsed.ok ? undefined : { ...parsed.problem, code: 'file/not-a-notebook' }
  }

  async function readText({ place, template }: Addressed): ReturnType<HostApi['open']> {
    const opened = await host.api().open(template ?? place)
    if (template !== undefined) await host.api().close(template)
    return opened
  }

  function show({ place, template }: Addressed, file: OpenedFile): FileProblem | undefined {
    if (template !== undefined) return notebook.createFrom(place, file.text)
    return place.startsWith('new:') ? notebook.create(place) : notebook.show(file)
  }

  /** The notebook that the page's address names. One without a file lives in the journal alone, so that it is taken from there. */
  async function openAddressed(): Promise<void> {
    const at = readAddress(location.search)
    if (at === undefined) return
    await open(at)
    const [newest] = kept.value
    if (newest !== undefined && at.place.startsWith('new:')) await recover(newest)
  }

  async function findKept(place: NotebookPlace): Promise<void> {
    const entries = await host.api().listJournals()
    if (notebook.place !== place) return
    const text = notebook.toText()
    kept.value = entries.filter((entry) => entry.place === place && entry.text !== text)
  }

  /** Shows what an earlier window left as edits of this one. */
  async function recover(entry: JournalEntry): Promise<void> {
    problem.value = await notebook.prepare()
    if (problem.value !== undefined || !(await mayLeave())) return
    const { place } = entry
    problem.value = notebook.recover(entry)
    if (problem.value !== undefined) return
    shown.value += 1
    kept.value = []
    goToAddress({ place })
    if (place.startsWith('file:')) await host.api().open(place)
    // First the one, so that there is no moment in which neither is there.
    await saving.keep()
    await dropEqual(entry)
  }

  /** A page that is left in the middle of recovering leaves the same edits twice. */
  async function dropEqual({ id, place, text }: JournalEntry): Promise<void> {
    const entries = await host.api().listJournals()
    const equal = entries.filter((entry) => entry.place === place && entry.text === text)
    await Promise.all(
      [id, ...equal.map((entry) => entry.id)].map((one) => host.api().dropJournal(one)),
    )
  }

  async function discard(entry: JournalEntry): Promise<void> {
    kept.value = kept.value.filter((one) => one !== entry)
    await host.api().dropJournal(entry.id)
  }

  /** Copies of files from elsewhere, which have no place here yet: the first in this page, the others in pages of their own. */
  async function openCopies(files: readonly File[]): Promise<void> {
    note.value = undefined
    problem.value = await notebook.prepare()
    if (problem.value !== undefined) return
    const read = await Promise.all(files.map(readCopy))
    problem.value = read.find((one) => !one.ok)?.problem
    const [first, ...others] = read.flatMap((one) => (one.ok ? [one.value] : []))
    const unopened: string[] = []
    for (const other of others)
      if (!(await openBeside(other))) unopened.push(nameOfPlace(other.place))
    if (first !== undefined && (await mayLeave())) showCopy(first)
    if (unopened.length > 0) note.value = describeKept(unopened)
  }

  /** In the journal is what a page takes a notebook from that has no file. Gives whether the page is there. */
  async function openBeside({ place, text }: CopiedFile): Promise<boolean> {
    const entry = { id: newId(), place, text, base: null, keptMillis: Date.now() }
    const kept = await host.api().keepJournal(entry)
    if (!kept.ok) problem.value = kept.problem
    await host.api().close(place)
    return kept.ok && (await openWindow({ place }))
  }

  function showCopy({ place, text }: CopiedFile): void {
    problem.value = notebook.createFrom(place, text, { isCopy: true }) ?? problem.value
    if (notebook.place !== place) return
    shown.value += 1
    goToAddress({ place })
  }

  /** One that a person chooses in a dialog of the system. */
  async function choose(): Promise<void> {
    const place = await host.api().choosePlace({ purpose: 'open', suggestedName: '' })
    if (place !== null) await open({ place })
  }

  async function duplicate(): Promise<void> {
    if (notebook.place === undefined) return
    if (notebook.isDirty && !(await saving.save())) return
    const copied = await host.api().duplicate(notebook.place)
    if (copied.ok) await open({ place: copied.value })
    else problem.value = copied.problem
  }

  /** Asks a person where edits would be lost or left behind; gives whether the notebook may go. */
  async function mayLeave(): Promise<boolean> {
    if (notebook.isDirty && !saving.needsName && !saving.conflict) {
      if ((await answered(saving.save())) === undefined) return tellUnkept()
    }
    const choice = notebook.isDirty ? await ask() : 'keep'
    if (choice === 'stay' || (choice === 'save' && !(await saving.save()))) return false
    const last = choice === 'keep' ? saving.keep() : choice === 'discard' ? saving.dropKept() : null
    if (last && !(await answered(last.then(() => true))) && notebook.isDirty) return tellUnkept()
    if (notebook.place) void host.api().close(notebook.place)
    saving.conflict = undefined
    saving.problem = undefined
    kept.value = []
    notebook.close()
    return true
  }

  /** What a server that is there gives soon; `undefined` when it gives nothing. */
  const answered = <Value>(answer: Promise<Value>): Promise<Value | undefined> =>
    inTime(answer, host.connection === 'connected' ? answerMillis : 0)

  function tellSilence(what: string): void {
    problem.value = { code: 'file/failed', message: `${what}, as the server does not answer.` }
  }

  function tellUnkept(): false {
    const name = notebook.place ? nameOfPlace(notebook.place) : 'this notebook'
    tellSilence(`The edits of ${name} stay in this page and can be neither saved nor kept`)
    return false
  }

  const ask = (): Promise<LeaveChoice> =>
    new Promise((resolve) => {
      question.value?.('stay')
      question.value = (choice) => {
        question.value = undefined
        resolve(choice)
      }
    })

  async function leave(): Promise<void> {
    if (await mayLeave()) goToAddress(undefined)
  }

  /** The browser went back or on: shows what its address names, or takes the address back where a person stays. */
  async function followAddress(): Promise<void> {
    const named = () => readAddress(location.search)?.place
    // Links within a notebook are ways, too.
    if (named() === notebook.place) return
    if (named() === undefined) await leave()
    else await openAddressed()
    const { place } = notebook
    if (place !== named()) goToAddress(place && { place })
  }

  /** Another tab in a browser, another window on the desktop. Gives whether it is there: a browser may let none open. */
  async function openWindow(at: Addressed | undefined): Promise<boolean> {
    if (host.facts?.kind !== 'desktop') {
      return window.open(`${location.pathname}${writeAddress(at)}`, '_blank') !== null
    }
    await host.api().openWindow(at?.place ?? null)
    return true
  }

  return {
    problem,
    note,
    shown,
    kept,
    question,
    open,
    choose,
    openBlank: () => open({ place: blank }),
    openTemplate: (template: NotebookPlace) =>
      open({ place: `new:${nameOfPlace(template).replace(/(\.ipynb)?$/, '.ipynb')}`, template }),
    openAddressed,
    followAddress,
    openCopies,
    openWindow,
    mayLeave,
    recover,
    discard,
    duplicate,
    leave,
  }
})

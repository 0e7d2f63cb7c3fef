import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import {
  createCell,
  createNotebook,
  type Notebook,
  newCellId,
  parseNotebook,
  serializeNotebook,
} from '../../notebooks/document/index.ts'
import type {
  FileProblem,
  FileVersion,
  JournalEntry,
  NotebookPlace,
  OpenedFile,
} from '../../notebooks/host/index.ts'
import type { CellStates, Session, SessionChange } from '../../notebooks/session/index.ts'
import { newId } from '../app/new-id.ts'
import { fetchAhead, whenIdle } from '../app/when-idle.ts'
import { emptyHistory, redo, remember, undo } from '../notebook/edit-history.ts'
import { foldedAway } from '../notebook/sections.ts'
import { useHostStore } from './host.ts'

/** How long the compiler waits for the page to have time to warm it, at most. */
const warmMillis = 2_000

/** How long the marks of edited and stale cells wait for the page to have time, at most. */
const markMillis = 200

let tools: typeof import('../kernel/session-tools.ts') | undefined

/** How far the simulation of a running cell has come. */
export interface Progress {
  readonly fraction: number
  readonly label: string
}

/** A kernel that ended by itself. */
export interface LostKernel {
  /** The cell that ran when it ended, or had run last. */
  readonly cell: string | undefined
  /** Why, in one sentence. */
  readonly message: string
}

/** The open notebook: its cells, their states, what is selected, and whether it is saved. */
export const useNotebookStore = defineStore('notebook', () => {
  const host = useHostStore()
  const place = ref<NotebookPlace>()
  const version = ref<FileVersion | null>(null)
  /** Names what the journal keeps of the edits made here. */
  const journalId = ref(newId())
  const isReadOnly = ref(false)
  const notebook = shallowRef<Notebook>()
  /** As its file was when it was last read or written here; undefined where that is not known. */
  const savedNotebook = shallowRef<Notebook>()
  const states = shallowRef<CellStates>(new Map())
  const stale = shallowRef<ReadonlySet<string>>(new Set())
  const edited = shallowRef<ReadonlySet<string>>(new Set())
  const progress = shallowRef<ReadonlyMap<string, Progress>>(new Map())
  /** Until a cell runs again. */
  const lostKernel = shallowRef<LostKernel>()
  const history = shallowRef(emptyHistory)
  const session = shallowRef<Session>()
  /** When the cell that runs began, on the clock of `performance.now()`. */
  const runStartMillis = ref(0)
  let lastRun: string | undefined
  let isMarkDue = false

  const cells = computed(() => notebook.value?.cells ?? [])
  /** Cells out of sight, each with the folded heading above it. */
  const folded = computed<ReadonlyMap<string, string>>((before) =>
    keepSame(before, foldedAway(cells.value)),
  )
  const isDirty = computed(() => notebook.value !== savedNotebook.value)
  const isBusy = computed(() =>
    [...states.value.values()].some((state) => state === 'running' || state === 'queued'),
  )

  /** Loads what notebooks are run with: before that none can be shown. Gives the problem when it cannot be had. */
  async function prepare(): Promise<FileProblem | undefined> {
    try {
      tools ??= await import('../kernel/session-tools.ts')
      return undefined
    } catch (error) {
      const message = `No notebook can be shown, as a part of this page could not be loaded: ${String(error)}.`
      return { code: 'file/failed', message }
    }
  }

  /** Shows a file; gives the problem when it is no notebook. */
  function show(file: OpenedFile): FileProblem | undefined {
    const parsed = parseNotebook(file.text)
    if (!parsed.ok) return { ...parsed.problem, code: 'file/not-a-notebook' }
    close()
    place.value = file.place
    version.value = file.version
    isReadOnly.value = file.isReadOnly
    startSession(parsed.value)
    savedNotebook.value = parsed.value
    return undefined
  }

  /** Shows a notebook that has no file yet: one empty code cell. */
  function create(at: NotebookPlace): undefined {
    showNew(at, createNotebook([createCell('code', newCellId([], Math.random))]))
  }

  /** Shows a notebook that has no file yet and begins as another: without what that has shown, unless it is to be a copy of it, which counts as an edit. */
  function createFrom(
    at: NotebookPlace,
    text: string,
    { isCopy = false } = {},
  ): FileProblem | undefined {
    const parsed = parseNotebook(text)
    if (!parsed.ok) return { ...parsed.problem, code: 'file/not-a-notebook' }
    showNew(at, isCopy ? parsed.value : withoutOutputs(parsed.value))
    if (isCopy) savedNotebook.value = undefined
    return undefined
  }

  function showNew(at: NotebookPlace, created: Notebook): void {
    close()
    place.value = at
    version.value = null
    isReadOnly.value = false
    startSession(created)
    savedNotebook.value = created
  }

  /** Shows what a journal kept, as edits that are not saved yet. */
  function recover(entry: JournalEntry): FileProblem | undefined {
    const { place: at, text, base } = entry
    const problem = show({ place: at, text, version: base ?? '', isReadOnly: false })
    if (problem) return problem
    version.value = base
    savedNotebook.value = undefined
    return undefined
  }

  function startSession(opened: Notebook): void {
    if (tools === undefined) throw new Error('A notebook is shown before its tools are loaded.')
    const { createSession, loadWorkerProgram, startFrameKernel, warmCompiler } = tools
    const started = createSession({
      notebook: opened,
      startKernel: () => startFrameKernel(host.facts?.kernelSites),
      timeLimitMillis: null,
    })
    started.on('change', follow)
    fetchAhead(loadWorkerProgram)
    whenIdle(warmCompiler, warmMillis)
    session.value = started
    notebook.value = opened
  }

  function close(): void {
    session.value?.stop('The notebook was closed.')
    place.value = undefined
    journalId.value = newId()
    session.value = undefined
    notebook.value = undefined
    savedNotebook.value = undefined
    states.value = new Map()
    stale.value = new Set()
    edited.value = new Set()
    progress.value = new Map()
    lostKernel.value = undefined
    lastRun = undefined
    history.value = emptyHistory
  }

  function follow(change: SessionChange): void {
    const { value: open } = session
    if (open === undefined) return
    notebook.value = open.notebook
    states.value = open.states
    if (change.type === 'state' && change.state === 'running') {
      lastRun = change.cell
      runStartMillis.value = performance.now()
      lostKernel.value = undefined
    }
    if (change.type === 'kernel-end') {
      lostKernel.value = { cell: lastRun, message: change.reason.message }
    }
    if (change.type === 'progress') {
      const { cell, fraction, label } = change
      progress.value = new Map(progress.value).set(cell, { fraction, label })
    } else if (change.type === 'notebook') markSoon()
    else if (change.type !== 'output' && change.type !== 'outputs') mark()
  }

  /** What an edit makes stale takes a look at every cell: a key is drawn before that. */
  function markSoon(): void {
    if (isMarkDue) return
    isMarkDue = true
    whenIdle(mark, markMillis)
  }

  function mark(): void {
    isMarkDue = false
    const { value: open } = session
    if (open === undefined) return
    stale.value = keepSame(stale.value, open.staleCells())
    edited.value = keepSame(edited.value, open.editedCells())
  }

  /** Takes over an edit of the cells; one that is to be undone as a step of its own is remembered. */
  function edit(change: (notebook: Notebook) => Notebook, isStep = true): void {
    const before = notebook.value
    if (before === undefined) return
    const after = change(before)
    if (after === before) return
    if (isStep) history.value = remember(history.value, before, after)
    session.value?.edit(after)
  }

  function travel(move: typeof undo): void {
    const step = notebook.value && move(history.value, notebook.value)
    if (!step) return
    history.value = step.history
    session.value?.edit(step.notebook)
  }

  function markSaved(saved: Notebook, at: { place: NotebookPlace; version: FileVersion }): void {
    savedNotebook.value = saved
    place.value = at.place
    version.value = at.version
    isReadOnly.value = false
  }

  return {
    place,
    version,
    journalId,
    isReadOnly,
    notebook,
    savedNotebook,
    cells,
    folded,
    states,
    stale,
    edited,
    progress,
    runStartMillis,
    lostKernel,
    session,
    isDirty,
    isBusy,
    prepare,
    show,
    create,
    createFrom,
    recover,
    close,
    edit,
    undo: () => travel(undo),
    redo: () => travel(redo),
    markSaved,
    toText: () => (notebook.value ? serializeNotebook(notebook.value) : ''),
  }
})

/** As it is before anything has run. */
const withoutOutputs = (notebook: Notebook): Notebook => ({
  ...notebook,
  cells: notebook.cells.map((cell) =>
    cell.cell_type === 'code' ? { ...cell, outputs: [], execution_count: null } : cell,
  ),
})

/** What was there when the new one holds the same: who looks at it need not look again. */
const keepSame = <Entries extends ReadonlySet<string> | ReadonlyMap<string, string>>(
  before: Entries | undefined,
  after: Entries,
): Entries =>
  before?.size === after.size && [...before].join() === [...after].join() ? before : after

import { ok, type Result } from '../../engine/index.ts'
import { type Notebook, type NotebookPart, notebookParts } from '../../notebooks/document/index.ts'
import type { FileProblem, HostApi, JournalOfTexts } from '../../notebooks/host/index.ts'

/** What is to be kept now. */
export interface Edits extends Omit<JournalOfTexts, 'runs'> {
  /** Null when all is saved. */
  readonly notebook: Notebook | null
}

export interface JournalWriter {
  /** Keeps the newest edits; asked again meanwhile, it goes on until nothing newer is there. */
  keep(): Promise<Result<null, FileProblem>>
  /** The host has nothing of what was sent, or answers no more. */
  beginAnew(): void
  drop(id: string): Promise<void>
}

type JournalApi = Pick<HostApi, 'addJournalTexts' | 'keepJournalOfTexts' | 'dropJournal'>

/** How much is sent at once, in UTF-16 units, and for how long it is written: between two messages the page sees to whatever else it has to do. */
const messageLength = 200_000
const messageMillis = 5

/** What a run of numbers takes in a file, about. */
const runLength = 12

/** A journal that has grown to more than this many times what it has to hold, and by so many UTF-16 units at least, begins anew. */
const growth = { factor: 2, least: 1_000_000 } as const

/** What the host has under an id. */
interface Sent {
  readonly id: string
  readonly numbers: WeakMap<NotebookPart, number>
  count: number
  length: number
  /** Of the notebook that was kept last. */
  keptLength: number
}

const nothingSent = (id: string): Sent => ({
  id,
  numbers: new WeakMap(),
  count: 0,
  length: 0,
  keptLength: 0,
})

/**
 * Brings the edits of the open notebook to the host's journal: each part of it once, and after that only what has changed, so that keeping costs about as much as
 * was edited.
 * @param takeEdits what there is to keep at the moment; undefined for no notebook
 */
export function createJournalWriter(
  api: () => JournalApi,
  takeEdits: () => Edits | undefined,
): JournalWriter {
  let sent = nothingSent('')
  let writing: Promise<Result<null, FileProblem>> | undefined
  let isDue = false

  async function writeAll(): Promise<Result<null, FileProblem>> {
    let kept: Result<null, FileProblem> = ok(null)
    while (isDue) {
      isDue = false
      kept = await write()
      if (isGap(kept)) {
        sent = nothingSent('')
        kept = await write()
      }
    }
    return kept
  }

  async function write(): Promise<Result<null, FileProblem>> {
    const edits = takeEdits()
    if (edits === undefined) return ok(null)
    const { notebook, ...entry } = edits
    if (notebook === null) return rest(entry)
    if (entry.id !== sent.id || isOvergrown(sent)) sent = nothingSent(entry.id)
    const added = await sendParts(api(), sent, notebook)
    return added.ok ? api().keepJournalOfTexts({ ...entry, runs: added.value }) : added
  }

  /** What was sent stays with the host: edits that come after a save are most often of the same notebook. */
  async function rest(entry: Omit<Edits, 'notebook'>): Promise<Result<null, FileProblem>> {
    if (sent.id === entry.id) return api().keepJournalOfTexts({ ...entry, runs: [] })
    await api().dropJournal(entry.id)
    return ok(null)
  }

  function beginAnew(): void {
    sent = nothingSent('')
    writing = undefined
  }

  return {
    keep() {
      isDue = true
      if (writing) return writing
      const mine = writeAll().finally(() => {
        if (writing === mine) writing = undefined
      })
      writing = mine
      return mine
    },
    beginAnew,
    async drop(id) {
      await writing
      beginAnew()
      await api().dropJournal(id)
    },
  }
}

const isGap = (kept: Result<null, FileProblem>): boolean =>
  !kept.ok && kept.problem.code === 'journal/gap'

const isOvergrown = ({ length, keptLength }: Sent): boolean =>
  length > growth.factor * keptLength + growth.least

/** Sends the parts that the host has not yet; gives the notebook by their numbers. */
async function sendParts(
  api: JournalApi,
  sent: Sent,
  notebook: Notebook,
): Promise<Result<JournalOfTexts['runs'], FileProblem>> {
  const runs: [number, number][] = []
  let texts: string[] = []
  let length = 0
  let keptLength = 0
  let sinceMillis = performance.now()

  async function send(): Promise<Result<null, FileProblem>> {
    const first = sent.count - texts.length
    const answer = await api.addJournalTexts({ id: sent.id, first, texts })
    texts = []
    length = 0
    sinceMillis = performance.now()
    return answer
  }

  for (const part of notebookParts(notebook)) {
    const known = sent.numbers.get(part)
    keptLength += part.text.length
    addToRuns(runs, known ?? sent.count)
    if (known !== undefined) continue
    sent.numbers.set(part, sent.count)
    sent.count += 1
    sent.length += part.text.length
    texts.push(part.text)
    length += part.text.length
    if (length < messageLength && performance.now() - sinceMillis < messageMillis) continue
    const answer = await send()
    if (!answer.ok) return answer
  }
  sent.keptLength = keptLength
  sent.length += runs.length * runLength
  const answer = texts.length > 0 ? await send() : ok(null)
  return answer.ok ? ok(runs) : answer
}

function addToRuns(runs: [number, number][], number: number): void {
  const last = runs.at(-1)
  if (last !== undefined && last[0] + last[1] === number) last[1] += 1
  else runs.push([number, 1])
}

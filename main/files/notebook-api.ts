import { ok, type Result } from '../../engine/index.ts'
import { createNotebook, serializeNotebook } from '../../notebooks/document/index.ts'
import {
  type FileProblem,
  type HostApi,
  hostLimits,
  type NotebookPlace,
  type OpenedFile,
} from '../../notebooks/host/index.ts'
import { toAbsolutePlace } from './absolute-place.ts'
import type { FileParts } from './file-parts.ts'
import { writeToFreeName } from './free-name.ts'
import { releaseJournals } from './journal-api.ts'
import { notebookFacts } from './notebook-facts.ts'
import type { PageEvents } from './open-files.ts'
import { shown } from './place-path.ts'
import { type FilePlace, isFilePlace, kindOf, restOf, type SafePath } from './places.ts'
import { refuse } from './problem.ts'
import { decodeText, mayWrite, readBytes } from './read-file.ts'
import { renameFile } from './rename.ts'
import { type Saved, saveFile } from './save.ts'
import { versionOf } from './version.ts'

type NotebookApi = Pick<HostApi, 'open' | 'close' | 'save' | 'rename' | 'duplicate'>
type Opened = Result<OpenedFile, FileProblem>

export function createNotebookApi(parts: FileParts, page: PageEvents): NotebookApi {
  const { places, library, openFiles, turns } = parts

  /** Locates the file and does the work while nobody else uses it. */
  async function inTurn<Value>(
    place: FilePlace,
    work: (at: SafePath) => Promise<Result<Value, FileProblem>>,
  ): Promise<Result<Value, FileProblem>> {
    const located = await places.locate(place)
    return located.ok ? turns.take(located.value.path, () => work(located.value)) : located
  }

  async function open(place: NotebookPlace): Promise<Opened> {
    if (isFilePlace(place)) {
      return inTurn(place, async (at) => {
        const opened = await readNotebook(place, at, !(await mayWrite(at.path)))
        if (opened.ok) openFiles.open({ page, place }, at, opened.value.version)
        return opened
      })
    }
    if (kindOf(place) === 'new') return ok(emptyNotebook(place))
    const located = await library.locate(restOf(place))
    return located.ok ? readNotebook(place, located.value, true) : located
  }

  const save = async (place: FilePlace, request: Parameters<typeof saveFile>[1]): Promise<Saved> =>
    inTurn(place, async (at) => {
      const saved = await saveFile(at, request)
      if (saved.ok) openFiles.wrote(page, at, saved.value)
      return saved
    })

  function releaseJournal(place: NotebookPlace): void {
    const absolute = toAbsolutePlace(place, places)
    releaseJournals(parts, (keeper) => keeper.page === page && keeper.place === absolute)
  }

  return {
    async open(place) {
      const opened = await open(place)
      if (opened.ok) await remember(opened.value, parts)
      return opened
    },
    async close(place) {
      openFiles.close({ page, place })
      releaseJournal(place)
    },
    async save({ place, ...request }) {
      return isFilePlace(place) ? save(place, request) : refuseNoFile(place)
    },
    async rename(place, to) {
      if (!isFilePlace(place)) return refuseNoFile(place)
      if (!isFilePlace(to)) return refuseNoFile(to)
      const target = await places.locate(to)
      if (!target.ok) return target
      return inTurn(place, async (from) => {
        const renamed = await renameFile(from, target.value)
        if (!renamed.ok) return renamed
        openFiles.close({ page, place })
        openFiles.wrote(page, from, null)
        openFiles.open({ page, place: to }, target.value, renamed.value)
        return renamed
      })
    },
    async duplicate(place) {
      const read = await readSource(place)
      if (!read.ok) return read
      const wanted: FilePlace = isFilePlace(place) ? place : `file:${restOf(place)}.ipynb`
      return writeToFreeName(wanted, (free) =>
        save(free, { text: read.value.text, replaces: null }),
      )
    },
  }

  /** As `open`, for one who only wants the text. */
  async function readSource(place: NotebookPlace): Promise<Opened> {
    return isFilePlace(place) ? inTurn(place, (at) => readNotebook(place, at, true)) : open(place)
  }
}

async function readNotebook(
  place: NotebookPlace,
  at: SafePath,
  isReadOnly: boolean,
): Promise<Opened> {
  const found = await readBytes(at, hostLimits.notebookBytes)
  if (!found.ok) return found
  const text = decodeText(found.value.bytes, at.name)
  if (!text.ok) return text
  return ok({ place, text: text.value, version: found.value.version, isReadOnly })
}

/** A notebook without a file yet, in which there is nothing. */
function emptyNotebook(place: NotebookPlace): OpenedFile {
  const text = serializeNotebook(createNotebook())
  return { place, text, version: versionOf(Buffer.from(text)), isReadOnly: false }
}

function refuseNoFile(place: NotebookPlace) {
  const name = shown(restOf(place))
  return kindOf(place) === 'library'
    ? refuse('file/read-only', name, 'ships with Replilab and is not changed: save a copy')
    : refuse('file/failed', name, 'has no file yet: save it under a name')
}

/** Notebooks that are larger are listed by their file's name: finding the title means reading all of it. */
const titleBytes = 4_000_000

async function remember({ place, text }: OpenedFile, parts: FileParts): Promise<void> {
  const { places, recent, nowMillis } = parts
  const absolute = toAbsolutePlace(place, places)
  if (absolute === null || kindOf(place) === 'new') return
  const title = text.length <= titleBytes ? notebookFacts(text)?.title : null
  await recent.add({ place: absolute, title: title ?? fileName(place), openedMillis: nowMillis() })
}

const fileName = (place: NotebookPlace): string => restOf(place).split(/[/\\]/).at(-1)!

import { constants, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import * as v from 'valibot'
import { fail, ok, type Result } from '../../engine/index.ts'
import {
  type FileProblem,
  hostLimits,
  type JournalEntry,
  type JournalOfTexts,
  type JournalTexts,
} from '../../notebooks/host/index.ts'
import { parseOrNull, privateFile, privateFolder } from './json-store.ts'
import { refuse, refuseSystem, systemCode } from './problem.ts'
import { syncFolder } from './replace-file.ts'
import { journalOfTextsSchema, journalTextsSchema } from './schemas.ts'

/**
 * What is kept under one id, as a file to which lines of JSON are added: texts, and entries made of the texts above them, of which the last one holds. A line that a
 * crash cut off counts for nothing, nor does what follows it.
 */
export interface JournalLog {
  add(added: JournalTexts): Promise<Result<null, FileProblem>>
  keep(entry: JournalOfTexts): Promise<Result<null, FileProblem>>
  /** Whether the last entry has no text. */
  readonly isResting: boolean
}

export interface LogPlace {
  readonly folder: string
  readonly path: string
  /** Where a log is until it has an entry, so that it replaces an older one at once. */
  readonly begunPath: string
}

export function createJournalLog(place: LogPlace): JournalLog {
  const byteCounts: number[] = []
  let bytes = 0
  let path = place.begunPath
  let isResting = false

  async function append(line: object, isLast: boolean): Promise<void> {
    // Only a log that begins makes a file: one that another has taken away is not written on.
    const isNew = byteCounts.length === 0 && path === place.begunPath
    if (isNew) await mkdir(place.folder, { recursive: true, mode: privateFolder })
    const file = await open(
      path,
      isNew ? 'w' : constants.O_WRONLY | constants.O_APPEND,
      privateFile,
    )
    try {
      await writeLine(file, line, isLast)
    } finally {
      await file.close()
    }
  }

  async function settle(): Promise<void> {
    if (path === place.path) return
    await rename(path, place.path)
    await syncFolder(place.folder)
    path = place.path
  }

  return {
    get isResting() {
      return isResting
    },
    async add({ first, ...added }) {
      if (first !== byteCounts.length) return gap()
      const counts = added.texts.map((text) => Buffer.byteLength(text))
      const total = sum([bytes, ...counts])
      if (total > hostLimits.journalBytes) return tooMuch(total, 'journalBytes')
      return written(place, async () => {
        await append({ first, ...added }, false)
        byteCounts.push(...counts)
        bytes = total
      })
    },
    async keep(entry) {
      if (entry.runs.some(([first, count]) => first + count > byteCounts.length)) return gap()
      const total = sum(entry.runs.map((run) => sum(within(byteCounts, run))))
      if (total > hostLimits.notebookBytes) return tooMuch(total, 'notebookBytes')
      return written(place, async () => {
        await append(entry, true)
        await settle()
        isResting = entry.runs.length === 0
      })
    },
  }
}

async function writeLine(file: FileHandle, line: object, isLast: boolean): Promise<void> {
  await file.writeFile(`${JSON.stringify(line)}\n`)
  if (isLast) await file.datasync()
}

async function written(
  { path }: LogPlace,
  write: () => Promise<void>,
): Promise<Result<null, FileProblem>> {
  try {
    await write()
    return ok(null)
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? gap() : refuseSystem(path, error)
  }
}

/** For a log that is not as its page believes. */
export const gap = () =>
  fail<FileProblem>({
    code: 'journal/gap',
    message:
      'Parts of what is to be kept did not reach the journal, so that all must be sent anew.',
  })

const tooMuch = (bytes: number, limit: 'journalBytes' | 'notebookBytes') =>
  refuse(
    'file/too-large',
    'What is edited',
    `has ${bytes} bytes and is not kept in the journal: the limit is ${hostLimits[limit]} (${limit})`,
  )

const within = <Item>(items: readonly Item[], [first, count]: readonly [number, number]) =>
  items.slice(first, first + count)

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** The entry that a log's text holds; null for one that holds none to offer, undefined for what is no log. */
export function readJournalLog(text: string): JournalEntry | null | undefined {
  const texts: string[] = []
  let last: JournalOfTexts | undefined
  for (const line of text.split('\n')) {
    const parsed = parseOrNull(line)
    const added = v.safeParse(journalTextsSchema, parsed)
    const entry = v.safeParse(journalOfTextsSchema, parsed)
    if (added.success) texts.push(...added.output.texts)
    else if (entry.success) last = entry.output
    else break
  }
  if (last === undefined) return undefined
  const { runs, ...kept } = last
  if (runs.length === 0) return null
  return { ...kept, text: runs.flatMap((run) => within(texts, run)).join('') }
}

/** Takes away what is kept at a place. */
export async function removeLog({ path, begunPath }: LogPlace): Promise<void> {
  await Promise.all([path, begunPath].map((one) => rm(one, { force: true })))
}

import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { ok, type Result } from '../../engine/index.ts'
import {
  type FileProblem,
  hostLimits,
  type JournalEntry,
  type JournalOfTexts,
  type JournalTexts,
} from '../../notebooks/host/index.ts'
import { createTurns } from './in-turn.ts'
import {
  createJournalLog,
  gap,
  type JournalLog,
  type LogPlace,
  readJournalLog,
  removeLog,
} from './journal-log.ts'
import { parseOrNull, privateFile, privateFolder } from './json-store.ts'
import { type Report, refuseSystem, systemCode } from './problem.ts'
import { replaceFile } from './replace-file.ts'
import { journalEntrySchema } from './schemas.ts'

/** What is not saved yet, one file an entry, with absolute places. */
export interface Journal {
  /** Replaces what was kept under the same id. */
  keep(entry: JournalEntry): Promise<Result<null, FileProblem>>
  /** Both as `HostApi` has them. */
  addTexts(added: JournalTexts): Promise<Result<null, FileProblem>>
  keepOfTexts(entry: JournalOfTexts): Promise<Result<null, FileProblem>>
  drop(id: string): Promise<void>
  /** Nobody adds to what is kept under the id: where all of it is saved, it is dropped. */
  release(id: string): Promise<void>
  /** Newest first. A file that cannot be understood is reported and left where it is. */
  list(): Promise<readonly JournalEntry[]>
  /** Resolves when all that was asked for is done. */
  idle(): Promise<void>
}

export function createJournal(
  folder: string,
  report: Report,
  entryLimit: number = hostLimits.journalEntries,
): Journal {
  const turns = createTurns()
  const logs = new Map<string, JournalLog>()
  const pathOf = (id: string) => join(folder, `${nameOf(id)}.json`)
  const logOf = (id: string): LogPlace => ({
    folder,
    path: join(folder, `${nameOf(id)}.log`),
    begunPath: join(folder, `${nameOf(id)}.begun`),
  })

  /** Gives what a log answers; one that went wrong is not gone on with. */
  async function toLog(
    id: string,
    ask: (log: JournalLog) => ReturnType<JournalLog['add']>,
  ): Promise<Result<null, FileProblem>> {
    const log = logs.get(id)
    const answer = log ? await ask(log) : gap()
    if (!answer.ok && answer.problem.code !== 'file/too-large') logs.delete(id)
    return answer
  }

  async function drop(id: string): Promise<void> {
    logs.delete(id)
    await Promise.all([rm(pathOf(id), { force: true }), removeLog(logOf(id))])
  }

  return {
    keep: (entry) =>
      turns.take(folder, async () => {
        try {
          await mkdir(folder, { recursive: true, mode: privateFolder })
          await replaceFile(pathOf(entry.id), JSON.stringify(entry), privateFile)
          await dropOldest(folder, entryLimit, report)
          return ok(null)
        } catch (error) {
          return refuseSystem(pathOf(entry.id), error)
        }
      }),
    addTexts: (added) =>
      turns.take(folder, async () => {
        if (added.first === 0) logs.set(added.id, createJournalLog(logOf(added.id)))
        return toLog(added.id, (log) => log.add(added))
      }),
    keepOfTexts: (entry) =>
      turns.take(folder, async () => {
        const kept = await toLog(entry.id, (log) => log.keep(entry))
        if (kept.ok) await dropOldest(folder, entryLimit, report)
        return kept
      }),
    drop: (id) => turns.take(folder, () => drop(id)),
    release: (id) =>
      turns.take(folder, async () => {
        if (logs.get(id)?.isResting) await drop(id)
        logs.delete(id)
      }),
    list: () =>
      turns.take(folder, async () => {
        const ours = new Set([...logs.keys()].map(nameOf))
        return readEntries(folder, (name) => ours.has(name.slice(0, nameLength)), report)
      }),
    idle: () => turns.idle(),
  }
}

/** Ids that differ in case alone have files of their own everywhere. */
const nameOf = (id: string): string =>
  createHash('sha256').update(id).digest('hex').slice(0, nameLength)

const nameLength = 32

async function journalFiles(
  folder: string,
  pattern = /^[0-9a-f]{32}\.(json|log)$/,
): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => pattern.test(name))
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return []
  }
}

/** @param isOurs whether this program adds to a file: what others have left with nothing to offer is taken away. Who does add to it begins anew. */
async function readEntries(
  folder: string,
  isOurs: (name: string) => boolean,
  report: Report,
): Promise<readonly JournalEntry[]> {
  const begun = await journalFiles(folder, /^[0-9a-f]{32}\.begun$/)
  const entries = await Promise.all(
    (await journalFiles(folder)).map((name) => readEntry(join(folder, name), isOurs(name), report)),
  )
  await Promise.all(
    begun.filter((name) => !isOurs(name)).map((name) => rm(join(folder, name), { force: true })),
  )
  return entries.filter((entry) => entry !== null).sort((a, b) => b.keptMillis - a.keptMillis)
}

async function readEntry(
  path: string,
  isOurs: boolean,
  report: Report,
): Promise<JournalEntry | null> {
  try {
    const text = await readFile(path, 'utf8')
    const entry = path.endsWith('.log') ? readJournalLog(text) : readWhole(text)
    if (entry === null && !isOurs) await rm(path, { force: true })
    if (entry !== undefined) return entry
    report({
      code: 'journal/corrupt',
      message: `${path}, which kept unsaved changes, cannot be understood.`,
    })
  } catch (error) {
    report(refuseSystem(path, error).problem)
  }
  return null
}

function readWhole(text: string): JournalEntry | undefined {
  const parsed = v.safeParse(journalEntrySchema, parseOrNull(text))
  return parsed.success ? parsed.output : undefined
}

async function dropOldest(folder: string, entryLimit: number, report: Report): Promise<void> {
  const names = await journalFiles(folder)
  if (names.length <= entryLimit) return
  const files = await Promise.all(
    names.map(async (name) => ({
      path: join(folder, name),
      millis: (await stat(join(folder, name))).mtimeMs,
    })),
  )
  const oldest = files.sort((a, b) => a.millis - b.millis).slice(0, names.length - entryLimit)
  await Promise.all(oldest.map(({ path }) => rm(path, { force: true })))
  report({
    code: 'journal/full',
    message: `Unsaved changes are kept of ${entryLimit} notebooks at most (journalEntries), so the oldest were dropped.`,
  })
}

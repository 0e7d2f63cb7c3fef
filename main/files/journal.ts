import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { ok, type Result } from '../../engine/index.ts'
import { type FileProblem, hostLimits, type JournalEntry } from '../../notebooks/host/index.ts'
import { createTurns } from './in-turn.ts'
import { parseOrNull, privateFile, privateFolder } from './json-store.ts'
import { type Report, refuseSystem, systemCode } from './problem.ts'
import { replaceFile } from './replace-file.ts'
import { journalEntrySchema } from './schemas.ts'

/** What is not saved yet, one file an entry, with absolute places. */
export interface Journal {
  /** Replaces what was kept under the same id. */
  keep(entry: JournalEntry): Promise<Result<null, FileProblem>>
  drop(id: string): Promise<void>
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
  const pathOf = (id: string) => join(folder, `${nameOf(id)}.json`)
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
    drop: (id) => turns.take(folder, () => rm(pathOf(id), { force: true })),
    list: () => turns.take(folder, () => readEntries(folder, report)),
    idle: () => turns.idle(),
  }
}

/** Ids that differ in case alone have files of their own everywhere. */
const nameOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 32)

async function journalFiles(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^[0-9a-f]{32}\.json$/.test(name))
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return []
  }
}

async function readEntries(folder: string, report: Report): Promise<readonly JournalEntry[]> {
  const names = await journalFiles(folder)
  const entries = await Promise.all(names.map((name) => readEntry(join(folder, name), report)))
  return entries.filter((entry) => entry !== null).sort((a, b) => b.keptMillis - a.keptMillis)
}

async function readEntry(path: string, report: Report): Promise<JournalEntry | null> {
  try {
    const parsed = v.safeParse(journalEntrySchema, parseOrNull(await readFile(path, 'utf8')))
    if (parsed.success) return parsed.output
    report({
      code: 'journal/corrupt',
      message: `${path}, which kept unsaved changes, cannot be understood.`,
    })
  } catch (error) {
    report(refuseSystem(path, error).problem)
  }
  return null
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

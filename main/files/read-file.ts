import { constants } from 'node:fs'
import { access, type FileHandle, open } from 'node:fs/promises'
import { ok, type Result } from '../../engine/index.ts'
import type { FileProblem, FileVersion } from '../../notebooks/host/index.ts'
import type { SafePath } from './places.ts'
import { refuse, refuseSystem, systemCode } from './problem.ts'
import { versionOf } from './version.ts'

export interface FoundFile {
  readonly bytes: Uint8Array
  readonly version: FileVersion
  /** Permissions, as `chmod` takes them. */
  readonly mode: number
}

/** Reads a file whole. Problems: those of the file system, `file/not-a-notebook` for what is no file, `file/too-large`. */
export async function readBytes(
  { path, name }: SafePath,
  limitBytes: number,
): Promise<Result<FoundFile, FileProblem>> {
  try {
    // Without waiting, should it be a pipe; not through a link, since all were followed.
    const file = await open(path, constants.O_RDONLY | nonBlocking | noFollow)
    try {
      return await readOpened(file, name, limitBytes)
    } finally {
      await file.close()
    }
  } catch (error) {
    return refuseSystem(name, error)
  }
}

/** Windows has neither flag. */
const nonBlocking = constants.O_NONBLOCK ?? 0
const noFollow = constants.O_NOFOLLOW ?? 0

async function readOpened(
  file: FileHandle,
  name: string,
  limitBytes: number,
): Promise<Result<FoundFile, FileProblem>> {
  const found = await file.stat()
  if (found.isDirectory()) return refuse('file/not-a-notebook', name, 'is a folder, not a notebook')
  if (!found.isFile()) return refuse('file/not-a-notebook', name, 'is not a file that can be read')
  if (found.size > limitBytes)
    return refuse('file/too-large', name, tooLarge(found.size, limitBytes))
  const bytes = await file.readFile()
  return ok({ bytes, version: versionOf(bytes), mode: found.mode & 0o7777 })
}

/** The rest of a sentence; sizes as a person reads them. */
export const tooLarge = (bytes: number, limitBytes: number): string =>
  `has ${megabytes(bytes)} MB, and a notebook may have ${megabytes(limitBytes)} MB (notebookBytes)`

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

/** The text of a notebook's bytes; a byte order mark stays. */
export function decodeText(bytes: Uint8Array, name: string): Result<string, FileProblem> {
  try {
    return ok(decoder.decode(bytes))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return refuse('file/not-a-notebook', name, 'is not a text in UTF-8')
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What the file's bytes are named now; null when it is gone or may not be read any more. */
export async function currentVersion(at: SafePath): Promise<FileVersion | null> {
  const read = await readBytes(at, Number.POSITIVE_INFINITY)
  return read.ok ? read.value.version : null
}

export async function mayWrite(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK)
    return true
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return false
  }
}

import { ok, type Result } from '../../engine/index.ts'
import {
  type FileProblem,
  type FileVersion,
  hostLimits,
  type SaveRequest,
} from '../../notebooks/host/index.ts'
import type { SafePath } from './places.ts'
import { refuse, refuseSystem } from './problem.ts'
import { type FoundFile, mayWrite, readBytes, tooLarge } from './read-file.ts'
import { type StagedFile, stageFile } from './replace-file.ts'
import { versionOf } from './version.ts'

export type Saved = Result<FileVersion, FileProblem>

/**
 * Writes a notebook whole or not at all, and never over bytes that the writer has not seen. The look at the old bytes is the last thing before the new ones take
 * their place; a program that writes within that moment is not seen.
 */
export async function saveFile(
  at: SafePath,
  { text, replaces }: Pick<SaveRequest, 'text' | 'replaces'>,
  limitBytes: number = hostLimits.notebookBytes,
): Promise<Saved> {
  const bytes = Buffer.from(text)
  if (bytes.length > limitBytes) {
    return refuse('file/too-large', at.name, tooLarge(bytes.length, limitBytes))
  }
  try {
    const staged = await stageFile(at.path, text)
    try {
      return await put(staged, at, replaces, versionOf(bytes))
    } finally {
      await staged.discard()
    }
  } catch (error) {
    return refuseSystem(at.name, error)
  }
}

async function put(
  staged: StagedFile,
  at: SafePath,
  replaces: SaveRequest['replaces'],
  version: FileVersion,
): Promise<Saved> {
  if (replaces === null) {
    await staged.create()
    return ok(version)
  }
  const found = await existingFile(at)
  if (!found.ok) return found
  const refusal = await whyNot(at, found.value, replaces)
  if (refusal) return refusal
  await staged.replace(found.value?.mode)
  return ok(version)
}

/** Null when there is none; of any size, since a person may choose to overwrite it. */
async function existingFile(at: SafePath): Promise<Result<FoundFile | null, FileProblem>> {
  const found = await readBytes(at, Number.POSITIVE_INFINITY)
  return !found.ok && found.problem.code === 'file/not-found' ? ok(null) : found
}

async function whyNot(at: SafePath, found: FoundFile | null, replaces: FileVersion | 'any') {
  if (replaces !== 'any' && found?.version !== replaces) {
    return refuse('file/changed', at.name, found ? changedSince : goneSince)
  }
  // A file that may not be written is not replaced either, though its folder would allow it.
  if (found && !(await mayWrite(at.path))) {
    return refuse('file/no-permission', at.name, 'may not be written')
  }
  return null
}

const changedSince = 'was changed by another program or tab since it was read'
const goneSince = 'was removed or renamed since it was read'

import { fail, type Problem } from '../../engine/index.ts'
import type { FileProblem } from '../../notebooks/host/index.ts'

/** A refusal: `name` is the file as its user knows it, `reason` the rest of the sentence. */
export const refuse = (code: FileProblem['code'], name: string, reason: string) =>
  fail<FileProblem>({ code, message: `${name} ${reason}.` })

const known: Readonly<Record<string, readonly [FileProblem['code'], string]>> = {
  ENOENT: ['file/not-found', 'does not exist'],
  ENOTDIR: ['file/not-found', 'does not exist: a part of the path is a file'],
  EISDIR: ['file/not-a-notebook', 'is a folder, not a file'],
  EACCES: ['file/no-permission', 'may not be used: permission denied'],
  EPERM: ['file/no-permission', 'may not be used: permission denied'],
  EEXIST: ['file/exists', 'is there already'],
  EROFS: ['file/read-only', 'cannot be written: the disk is read-only'],
  ENOSPC: ['file/no-space', 'does not fit: the disk is full'],
  EFBIG: ['file/no-space', 'does not fit: no file may be as large here'],
  EDQUOT: ['file/no-space', 'does not fit: the share of the disk that you may use is full'],
  ELOOP: ['file/failed', 'is a link that leads back to itself'],
  ENAMETOOLONG: ['file/failed', 'has a name that is too long'],
}

/** Code of an error of the file system, `ENOENT`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^E[A-Z0-9]+$/.test(code) ? code : undefined
}

/** What an error of the file system means; any other error is a bug and goes on. */
export function systemReason(error: unknown) {
  const system = systemCode(error)
  if (system === undefined) throw error
  const [code, reason] = known[system] ?? ['file/failed', `cannot be used (${system})`]
  return { system, code, reason }
}

/** One sentence for an error of the file system; any other error is a bug and goes on. */
export function refuseSystem(name: string, error: unknown) {
  const { code, reason } = systemReason(error)
  return refuse(code, name, reason)
}

/** Tells a person of what went wrong beside what they asked for: settings that cannot be read, say. */
export type Report = (problem: Problem) => void

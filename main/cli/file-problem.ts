import type { Problem } from '../../engine/index.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of the path is a file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be used: permission denied',
  EPERM: 'may not be used: permission denied',
  ENOSPC: 'does not fit: the disk is full',
  ELOOP: 'is a link that leads back to itself',
  EROFS: 'cannot be written: the disk is read-only',
  ENAMETOOLONG: 'has a name that is too long',
}

/** One sentence for an error of the file system; any other error is a bug and goes on. */
export function fileProblem(path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  if (code === null || !/^E[A-Z0-9]+$/.test(code)) throw error
  return {
    code: `file/${code}`,
    message: `${path} ${reasons[code] ?? `cannot be used (${code})`}.`,
  }
}

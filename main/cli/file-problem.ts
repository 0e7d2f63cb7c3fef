import type { Problem } from '../../engine/index.ts'
import { systemReason } from '../files/problem.ts'

/** One sentence for an error of the file system; any other error is a bug and goes on. */
export function fileProblem(path: string, error: unknown): Problem {
  const { system, reason } = systemReason(error)
  return { code: `file/${system}`, message: `${path} ${reason}.` }
}

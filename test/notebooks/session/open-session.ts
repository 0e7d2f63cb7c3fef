import type { CodeCell, Notebook, Output } from '../../../notebooks/document/index.ts'
import {
  createSession,
  type Session,
  type SessionLimits,
  stateOf,
} from '../../../notebooks/session/index.ts'
import { type InProcessKernel, startInProcessKernel } from './in-process-kernel.ts'

/** A session on the real kernel, in this process; `kernels` are those that it has started. */
export function openSession(notebook: Notebook, limits: Partial<SessionLimits> = {}) {
  const kernels: InProcessKernel[] = []
  const startKernel = () => {
    kernels.push(startInProcessKernel())
    return kernels.at(-1)!
  }
  return { session: createSession({ notebook, startKernel, ...limits }), kernels }
}

export const cellsOf = (session: Session) => session.notebook.cells as CodeCell[]
export const outputsOf = (session: Session, id: string): Output[] =>
  cellsOf(session).find((cell) => cell.id === id)!.outputs

/** The text of each output of a cell. */
export const shown = (session: Session, id: string) =>
  outputsOf(session, id).map((output) => {
    if (output.output_type === 'stream') return output.text
    return output.output_type === 'error' ? output.traceback.join('\n') : output.data['text/plain']
  })

export const counts = (session: Session) => cellsOf(session).map((cell) => cell.execution_count)
export const states = (session: Session) =>
  cellsOf(session).map(({ id }) => stateOf(session.states, id))

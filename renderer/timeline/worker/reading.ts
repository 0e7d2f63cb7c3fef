import type { Prepared } from '../../../engine/timeline/draw/index.ts'
import type { Timeline, TransferredRun } from '../../../engine/timeline/index.ts'

/** What a worker is asked to read: the text of a recording, or what came through its port under a number. */
export type ToReader =
  | { readonly type: 'text'; readonly id: number; readonly text: string }
  | { readonly type: 'attached'; readonly id: number; readonly ticket: number }
  /** Brings the port through which recordings come. */
  | { readonly type: 'port' }

export interface FromReader {
  readonly id: number
  readonly answer: LaidOut | Unread
}

/** A recording laid out along time, with all that its first picture needs: columns that are handed over. */
export interface LaidOut {
  readonly ok: true
  readonly run: TransferredRun
  readonly timeline: Omit<Timeline, 'run'>
  readonly prepared: Prepared
}

/** One sentence on why it cannot be read. */
export interface Unread {
  readonly ok: false
  readonly sentence: string
}

import type { RecordedRun } from '../../timeline/recorded-run.ts'
import { type TransferredRun, toTransfer } from '../../timeline/transfer.ts'

/**
 * A value that shows runs has a method under this symbol. It gives what a page may have beside the output to draw them from, whole: plain data and the buffers in it, to be
 * handed over.
 */
export const attachmentsSymbol: unique symbol = Symbol.for('replilab.attachments') as never

/** Something for a page that is not in the file. */
export interface Attachment {
  readonly content: TransferredRun
  readonly buffers: readonly ArrayBuffer[]
}

/** Copies recordings once, to be handed over. */
export const attachmentsOf = (recordings: readonly RecordedRun[]): Attachment[] =>
  recordings.map((recording) => {
    const { data, buffers } = toTransfer(recording)
    return { content: data, buffers }
  })

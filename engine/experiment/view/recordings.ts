import type { RecordedRun } from '../../timeline/recorded-run.ts'
import { type TransferredRun, toTransfer } from '../../timeline/transfer.ts'
import { bytesAnEvent, createColumnsLike } from '../../trace/columns.ts'

/**
 * A value that shows runs has a method under this symbol. It gives what a page may have beside the output to draw them from, whole: plain data and the buffers in it, to be
 * handed over.
 */
export const attachmentsSymbol: unique symbol = Symbol.for('replilab.attachments') as never

/** Something for a page that is not in the file; copied when it is taken. */
export interface Attachment {
  /** About. */
  readonly bytes: number
  take(): { readonly content: TransferredRun; readonly buffers: readonly ArrayBuffer[] }
}

/** Of an operation: its columns in a history. */
const BYTES_AN_OPERATION = 36
const BYTES_A_PAIR = 8

export const attachmentsOf = (recordings: readonly RecordedRun[]): Attachment[] =>
  recordings.map((recording) => ({
    bytes: bytesOf(recording),
    take() {
      const { data, buffers } = toTransfer(recording)
      return { content: data, buffers }
    },
  }))

const bytesOf = ({ trace, history }: RecordedRun): number =>
  trace.length * bytesAnEvent(createColumnsLike(trace.chunks, 0)) +
  history.length * BYTES_AN_OPERATION +
  trace.carried.length * BYTES_A_PAIR

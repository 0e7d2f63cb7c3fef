/**
 * A value that shows itself may have, under this symbol, a method that gives what a page can draw it from, whole: it goes beside the display, by structured clone, and never into a
 * file.
 */
export const attachmentsSymbol: unique symbol = Symbol.for('replilab.attachments') as never

/** Something that goes beside a display; made when it is taken, as that may copy much. */
export interface Attachment {
  readonly bytes: number
  take(): AttachedContent
}

/** Plain data and typed arrays, with those of their buffers that are handed over. */
export interface AttachedContent {
  readonly content: unknown
  readonly buffers: readonly ArrayBuffer[]
}

/** What is attached to a display: none, or none since it was too much. */
export interface Attached {
  readonly contents: readonly AttachedContent[]
  /** One sentence, where it was too much. */
  readonly omitted: string | undefined
}

/** How many bytes a cell may still attach. */
export interface AttachmentBudget {
  take(value: unknown): Attached
}

export function createAttachmentBudget(limitBytes: number): AttachmentBudget {
  let bytesLeft = limitBytes
  return {
    take(value) {
      const attachments = attachmentsOf(value)
      const bytes = attachments.reduce((sum, attachment) => sum + attachment.bytes, 0)
      if (!(bytes <= bytesLeft)) return { contents: [], omitted: tooMuch(bytes, limitBytes) }
      bytesLeft -= bytes
      return { contents: attachments.map((attachment) => attachment.take()), omitted: undefined }
    },
  }
}

function attachmentsOf(value: unknown): readonly Attachment[] {
  if (typeof value !== 'object' || value === null) return []
  const method = (value as { [attachmentsSymbol]?: unknown })[attachmentsSymbol]
  return typeof method === 'function' ? [...Reflect.apply(method, value, [])] : []
}

const tooMuch = (bytes: number, limitBytes: number) =>
  `All of it takes ${megabytes(bytes)}, and a cell may hand ${megabytes(limitBytes)} to the page (limit attachmentBytes).`

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`

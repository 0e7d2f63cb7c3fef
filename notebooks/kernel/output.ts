import type { DisplayRoom } from '../../engine/index.ts'
import type { MimeBundle } from '../document/notebook.ts'
import { createAttachmentBudget } from './attachments.ts'
import type { KernelHost } from './host.ts'
import type { KernelLimits } from './limits.ts'
import type { DisplayMessage, StreamMessage } from './protocol.ts'
import { cutToBytes, utf8Bytes } from './utf8.ts'

export type StreamName = StreamMessage['name']

/** What one run shows, within its limits. Text is gathered into few messages. */
export interface Output {
  write(stream: StreamName, text: string): void
  show(display: Shown): void
  /** What is left for pictures and recordings. */
  readonly room: DisplayRoom
  /** Sends the text gathered so far. */
  flush(): void
  /** Whether a stream takes no more: what would be written need not even be made. */
  isFull(stream: StreamName): boolean
}

export interface Shown {
  readonly role: DisplayMessage['role']
  readonly data: MimeBundle
  readonly displayId?: string
  readonly update?: boolean
  /** The value that is shown, which may have more for a page. */
  readonly value?: unknown
}

/** Characters gathered before they are sent. */
const gatheredCharacters = 16_384

/** `needFlush` is called when text waits to be sent; the caller flushes soon after. */
export function createOutput(
  run: number,
  limits: KernelLimits,
  { post, postAttached }: Pick<KernelHost, 'post' | 'postAttached'>,
  needFlush: () => void,
): Output {
  const bytesLeft = { stdout: limits.streamBytes, stderr: limits.streamBytes }
  const full = { stdout: false, stderr: false }
  let displayBytesLeft = limits.displayBytes
  let displaysLeft = limits.displays
  let displaysCut = false
  const budget = createAttachmentBudget(limits.attachmentBytes)
  let gathered: { name: StreamName; text: string } | undefined

  const flush = () => {
    if (!gathered) return
    const { name, text } = gathered
    gathered = undefined
    post({ type: 'stream', run, name, text })
  }

  const gather = (name: StreamName, text: string) => {
    if (gathered && gathered.name !== name) flush()
    if (!gathered) needFlush()
    gathered = { name, text: (gathered?.text ?? '') + text }
    if (gathered.text.length >= gatheredCharacters) flush()
  }

  const write = (name: StreamName, text: string) => {
    if (full[name]) return
    const kept = cutToBytes(text, bytesLeft[name])
    bytesLeft[name] -= utf8Bytes(kept)
    gather(name, kept)
    if (kept.length === text.length) return
    full[name] = true
    gather(
      name,
      `\n… ${name} is cut here: a cell may write ${megabytes(limits.streamBytes)} to it.\n`,
    )
  }

  const cutDisplays = (allowed: string) => {
    if (!displaysCut) write('stderr', `… a display is left out: a cell may show ${allowed}.\n`)
    displaysCut = true
  }

  const postDisplay = (message: DisplayMessage, value: unknown) => {
    if (postAttached === undefined) return post(message)
    const { contents, omitted } = budget.take(value)
    if (contents.length > 0) postAttached(message, contents)
    else post(omitted === undefined ? message : { ...message, attachmentsOmitted: omitted })
  }

  const show = ({ role, data, displayId, update, value }: Shown) => {
    const bytes = utf8Bytes(JSON.stringify(data))
    if (displaysLeft === 0) return cutDisplays(`${limits.displays} displays`)
    if (bytes > displayBytesLeft) return cutDisplays(megabytes(limits.displayBytes))
    displaysLeft -= 1
    displayBytesLeft -= bytes
    flush()
    postDisplay({ type: 'display', run, role, data, metadata: {}, displayId, update }, value)
  }

  return {
    write,
    show,
    flush,
    isFull: (stream) => full[stream],
    get room() {
      const limitBytes = limits.pictureBytes
      const bytes = Math.max(0, limitBytes - (limits.displayBytes - displayBytesLeft))
      return { bytes, limit: 'pictureBytes', limitBytes }
    },
  }
}

const megabytes = (bytes: number) =>
  bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes} bytes`

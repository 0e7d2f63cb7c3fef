import type { MimeBundle } from '../document/notebook.ts'
import type { KernelLimits } from './limits.ts'
import type { DisplayMessage, FromKernel, StreamMessage } from './protocol.ts'
import { cutToBytes, utf8Bytes } from './utf8.ts'

export type StreamName = StreamMessage['name']

/** What one run shows, within its limits. Text is gathered into few messages. */
export interface Output {
  write(stream: StreamName, text: string): void
  show(display: Shown): void
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
}

/** Characters gathered before they are sent. */
const gatheredCharacters = 16_384

/** `needFlush` is called when text waits to be sent; the caller flushes soon after. */
export function createOutput(
  run: number,
  limits: KernelLimits,
  post: (message: FromKernel) => void,
  needFlush: () => void,
): Output {
  const bytesLeft = { stdout: limits.streamBytes, stderr: limits.streamBytes }
  const full = { stdout: false, stderr: false }
  let displayBytesLeft = limits.displayBytes
  let displaysLeft = limits.displays
  let displaysCut = false
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

  const show = ({ role, data, displayId, update }: Shown) => {
    const bytes = utf8Bytes(JSON.stringify(data))
    if (displaysLeft === 0) return cutDisplays(`${limits.displays} displays`)
    if (bytes > displayBytesLeft) return cutDisplays(megabytes(limits.displayBytes))
    displaysLeft -= 1
    displayBytesLeft -= bytes
    flush()
    post({ type: 'display', run, role, data, metadata: {}, displayId, update })
  }

  return { write, show, flush, isFull: (stream) => full[stream] }
}

const megabytes = (bytes: number) =>
  bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes} bytes`

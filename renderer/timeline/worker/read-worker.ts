import type { Result } from '../../../engine/index.ts'
import { prepareTimeline } from '../../../engine/timeline/draw/index.ts'
import {
  buildTimeline,
  decodeRecording,
  type RecordedRun,
  readTransfer,
  type TransferredRun,
  toTransfer,
} from '../../../engine/timeline/index.ts'
import { buffersOf } from './buffers.ts'
import type { FromReader, LaidOut, ToReader, Unread } from './reading.ts'

/** Runs in a worker: looks at all of a recording, lays it out along time, and hands the columns over. */
self.onmessage = ({ data, ports: [port] }: MessageEvent<ToReader>) => {
  if (data.type === 'port') port.onmessage = arrive
  if (data.type === 'text') answer(data.id, () => readText(data.text))
  if (data.type === 'attached')
    whenArrived(data.ticket, (content) => answer(data.id, () => readAttached(content)))
}

/** By ticket: what came and was not asked for yet, and who waits for what did not come yet. */
const arrived = new Map<number, unknown>()
const awaited = new Map<number, (content: unknown) => void>()

function arrive({ data: [ticket, content] }: MessageEvent<readonly [number, unknown]>): void {
  const take = awaited.get(ticket)
  awaited.delete(ticket)
  if (take === undefined) arrived.set(ticket, content)
  else take(content)
}

function whenArrived(ticket: number, take: (content: unknown) => void): void {
  if (!arrived.has(ticket)) return void awaited.set(ticket, take)
  const content = arrived.get(ticket)
  arrived.delete(ticket)
  take(content)
}

function answer(id: number, read: () => LaidOut | Unread): void {
  try {
    post({ id, answer: read() })
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    post({ id, answer: { ok: false, sentence } })
  }
}

const post = (message: FromReader) =>
  (self as unknown as Worker).postMessage(message, buffersOf(message))

function readText(text: string): LaidOut | Unread {
  return layOut(decodeRecording(text), (run) => toTransfer(run).data)
}

/** The arrays that came go on to the page, without a copy. */
function readAttached(content: unknown): LaidOut | Unread {
  const data = content as TransferredRun
  return layOut(readTransfer(data), () => ({ ...data, thinned: undefined }))
}

function layOut(
  read: Result<RecordedRun>,
  transfer: (run: RecordedRun) => TransferredRun,
): LaidOut | Unread {
  if (!read.ok) return { ok: false, sentence: read.problem.message }
  const whole = buildTimeline(read.value)
  const { run, ...timeline } = whole
  return { ok: true, run: transfer(run), timeline, prepared: prepareTimeline(whole) }
}

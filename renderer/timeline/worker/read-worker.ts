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
import { throwUnreadable } from '../../app/worker-failure.ts'
import { Arrivals } from './arrivals.ts'
import { buffersOf } from './buffers.ts'
import type { FromReader, LaidOut, ToReader, Unread } from './reading.ts'

/** Runs in a worker: looks at all of a recording, lays it out along time, and hands the columns over. */
self.onmessage = ({ data, ports: [port] }: MessageEvent<ToReader>) => {
  if (data.type === 'port') listen(port)
  if (data.type === 'text') answer(data.id, () => readText(data.text))
  if (data.type === 'attached')
    attached.whenArrived(data.ticket, (read) => answer(data.id, () => read()))
}
throwUnreadable(self)

/** What came through the port, each as the way to read it. */
const attached = new Arrivals<() => LaidOut | Unread>()

function listen(port: MessagePort): void {
  port.onmessage = ({ data }) => attached.arrive(() => readAttached(data))
  port.onmessageerror = () => attached.arrive(() => unreadable)
}

const unreadable: Unread = {
  ok: false,
  sentence: 'The recording was not read, as what the kernel sent could not be taken over here.',
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

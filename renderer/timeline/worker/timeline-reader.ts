import { usePrepared } from '../../../engine/timeline/draw/index.ts'
import { fromTransfer, type Timeline } from '../../../engine/timeline/index.ts'
import { onWorkerFailure } from '../../app/worker-failure.ts'
import type { FromReader, LaidOut, ToReader, Unread } from './reading.ts'

/** What came of reading a recording. */
export type ReadTimeline = { readonly ok: true; readonly timeline: Timeline } | Unread

/**
 * Reads recordings and lays them out along time beside the page: what costs more than a frame is done by a worker, and what it makes is handed over without a copy. The worker starts with
 * the first recording.
 */
export class TimelineReader {
  private readonly port: MessagePort | undefined
  private readonly waiting = new Map<number, (read: ReadTimeline) => void>()
  private worker: Worker | undefined
  private last = 0
  private why: string | undefined

  /** @param port through which recordings come from elsewhere, one after the other; what comes is anybody's */
  constructor(port?: MessagePort) {
    this.port = port
  }

  readText(text: string): Promise<ReadTimeline> {
    return this.ask((id) => ({ type: 'text', id, text }))
  }

  /** The recording that came through the port, or will, by which it is: the first is number 1. */
  readAttached(ticket: number): Promise<ReadTimeline> {
    return this.ask((id) => ({ type: 'attached', id, ticket }))
  }

  /** Ends the worker, for good; whoever waits is told. */
  close(sentence = 'It was closed before it was read.'): void {
    this.worker?.terminate()
    this.why = sentence
    for (const tell of this.waiting.values()) tell({ ok: false, sentence })
    this.waiting.clear()
  }

  private ask(question: (id: number) => ToReader): Promise<ReadTimeline> {
    if (this.why !== undefined) return Promise.resolve({ ok: false, sentence: this.why })
    this.worker ??= this.start()
    const id = ++this.last
    this.worker.postMessage(question(id))
    return new Promise((resolve) => this.waiting.set(id, resolve))
  }

  private start(): Worker {
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data: { id, answer } }: MessageEvent<FromReader>) => {
      const tell = this.waiting.get(id)
      this.waiting.delete(id)
      tell?.(answer.ok ? { ok: true, timeline: timelineOf(answer) } : answer)
    }
    onWorkerFailure(worker, (why) => this.close(`The recording was not read, as ${why}.`))
    if (this.port !== undefined) worker.postMessage({ type: 'port' }, [this.port])
    return worker
  }
}

/** A timeline around the columns that came. */
function timelineOf({ run, timeline: columns, prepared }: LaidOut): Timeline {
  const timeline = { ...columns, run: fromTransfer(run) }
  usePrepared(timeline, prepared)
  return timeline
}

/** Reads one text, in a worker that ends with it. */
export async function readSaved(text: string): Promise<ReadTimeline> {
  const reader = new TimelineReader()
  const read = await reader.readText(text)
  reader.close()
  return read
}

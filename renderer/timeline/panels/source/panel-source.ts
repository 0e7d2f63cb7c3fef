import { createBirpc } from 'birpc'
import type { Judgement, RecordedRun, RecordingPiece } from '../../../../engine/timeline/index.ts'
import { onWorkerFailure } from '../../../app/worker-failure.ts'
import { sendRecording } from '../../worker/send-recording.ts'
import type { Answerer } from './answerer.ts'
import { askEach, type Judging, type PanelSource } from './questions.ts'

/** What a worker takes: the run in pieces, then questions. */
export type AnswererOfWorker = Pick<Answerer, keyof Answerer> & {
  take(piece: RecordingPiece): void
  /** Tells each verdict when it is found. */
  judge(): Promise<void>
}

/** What a worker tells meanwhile. */
export interface PageOfWorker {
  judged(judgement: Judgement): void
}

/** Answers in a worker of its own, so that the page goes on meanwhile. The worker starts with the first question, and anew with the next one where it has failed. */
export function workerSource(run: RecordedRun): PanelSource {
  let started: ReturnType<typeof startWorker> | undefined
  const ask =
    (question: keyof Answerer) =>
    async (...given: never[]) => {
      started ??= startWorker(run, { judged() {} }, () => {
        started = undefined
      })
      const { remote, sent } = started
      await sent
      return (remote[question] as unknown as (...given: never[]) => Promise<unknown>)(...given)
    }
  return { ...askEach(ask), close: () => started?.close() }
}

/** Judges in a worker of its own, which ends with the last verdict: other panels are answered meanwhile. */
export function judgeInWorker(run: RecordedRun, onJudged: (judgement: Judgement) => void): Judging {
  const { remote, sent, close } = startWorker(run, { judged: onJudged })
  return { done: sent.then(() => remote.judge()).finally(close), stop: close }
}

function startWorker(run: RecordedRun, page: PageOfWorker, onFailure = () => {}) {
  const worker = new Worker(new URL('./panel-worker.ts', import.meta.url), { type: 'module' })
  const remote = createBirpc<AnswererOfWorker, PageOfWorker>(page, {
    post: (message) => worker.postMessage(message),
    on: (listener) => {
      worker.onmessage = ({ data }) => listener(data)
    },
    // Checks may take long.
    timeout: -1,
  })
  let isClosed = false
  let failure: Error | undefined
  onWorkerFailure(worker, (why) => {
    close()
    onFailure()
    failure = new Error(`The run was not looked into, as ${why}.`)
    remote.$close(failure)
  })
  const send = async () => {
    await sendRecording(run, (piece) => !isClosed && remote.take.asEvent(piece))
    if (failure !== undefined) throw failure
  }
  const sent = send()
  const close = () => {
    isClosed = true
    worker.terminate()
  }
  return { remote, sent, close }
}

export type { Judging, PanelSource } from './questions.ts'

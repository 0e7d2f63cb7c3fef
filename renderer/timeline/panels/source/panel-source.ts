import { createBirpc } from 'birpc'
import {
  piecesOf,
  type RecordedRun,
  type RecordingPiece,
} from '../../../../engine/timeline/index.ts'
import { Answerer } from './answerer.ts'

/** What can be asked of a run, with answers that come later. */
export type PanelSource = {
  readonly [Question in keyof Answerer]: (
    ...given: Parameters<Answerer[Question]>
  ) => Promise<ReturnType<Answerer[Question]>>
} & {
  /** Ends what is under way; no answer comes any more. */
  close(): void
}

/** What a worker takes: the run in pieces, then questions. */
export type AnswererOfWorker = Pick<Answerer, keyof Answerer> & {
  take(piece: RecordingPiece): void
}

/** Answers in a worker of its own, so that the page goes on meanwhile. */
export function workerSource(run: RecordedRun): PanelSource {
  const worker = new Worker(new URL('./panel-worker.ts', import.meta.url), { type: 'module' })
  const remote = createBirpc<AnswererOfWorker, object>(
    {},
    {
      post: (message) => worker.postMessage(message),
      on: (listener) => {
        worker.onmessage = ({ data }) => listener(data)
      },
      // Checks may take long.
      timeout: -1,
      eventNames: ['take'],
    },
  )
  let isClosed = false
  const sent = send(run, (piece) => !isClosed && remote.take.asEvent(piece))
  const ask =
    (question: keyof Answerer) =>
    async (...given: never[]) => {
      await sent
      return (remote[question] as unknown as (...given: never[]) => Promise<unknown>)(...given)
    }
  return {
    ...asked(ask),
    close() {
      isClosed = true
      worker.terminate()
    },
  } as PanelSource
}

/** A piece at a time, so that the page is not kept for longer than one takes. */
async function send(run: RecordedRun, post: (piece: RecordingPiece) => unknown): Promise<void> {
  for (const piece of piecesOf(run)) {
    post(piece)
    if (piece.part === 'events') await new Promise((resolve) => setTimeout(resolve))
  }
}

/** Answers right here: where there are no workers, and in tests. */
export function directSource(run: RecordedRun): PanelSource {
  const answerer = new Answerer(run)
  const ask =
    (question: keyof Answerer) =>
    async (...given: never[]) =>
      (answerer[question] as (...given: never[]) => unknown).call(answerer, ...given)
  return { ...asked(ask), close() {} } as PanelSource
}

const QUESTIONS = [
  'inspect',
  'changeBeside',
  'orderOperations',
  'operationsCsv',
] as const satisfies readonly (keyof Answerer)[]

const asked = (ask: (question: keyof Answerer) => unknown) =>
  Object.fromEntries(QUESTIONS.map((question) => [question, ask(question)]))

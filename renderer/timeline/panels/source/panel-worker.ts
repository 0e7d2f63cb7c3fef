import { createBirpc } from 'birpc'
import { judge, type RecordedRun, RecordingAssembly } from '../../../../engine/timeline/index.ts'
import { throwUnreadable } from '../../../app/worker-failure.ts'
import { Answerer } from './answerer.ts'
import type { AnswererOfWorker, PageOfWorker } from './panel-source.ts'

/** Runs in a worker: puts a recording together, and answers what is asked of it. */
const assembly = new RecordingAssembly()
let known: { readonly run: RecordedRun; readonly answerer: Answerer } | undefined

function whole() {
  if (known === undefined) throw new Error('the recording comes before questions')
  return known
}

const local: AnswererOfWorker = {
  take(piece) {
    const run = assembly.take(piece)
    if (run !== undefined) known = { run, answerer: new Answerer(run) }
  },
  inspect: (question) => whole().answerer.inspect(question),
  changeBeside: (question) => whole().answerer.changeBeside(question),
  orderOperations: (filter, order) => whole().answerer.orderOperations(filter, order),
  operationsCsv: (filter, order) => whole().answerer.operationsCsv(filter, order),
  chart: (question) => whole().answerer.chart(question),
  explain: (operation) => whole().answerer.explain(operation),
  async judge() {
    for (const judgement of judge(whole().run)) {
      page.judged.asEvent(judgement)
      // Each is shown when it is there.
      await new Promise((resolve) => setTimeout(resolve))
    }
  },
}

const page = createBirpc<PageOfWorker, AnswererOfWorker>(local, {
  post: (message) => postMessage(message),
  on: (listener) => addEventListener('message', ({ data }) => listener(data)),
})
throwUnreadable(self)

import { createBirpc } from 'birpc'
import { RecordingAssembly } from '../../../../engine/timeline/index.ts'
import { Answerer } from './answerer.ts'
import type { AnswererOfWorker } from './panel-source.ts'

/** Runs in a worker: puts a recording together, and answers what is asked of it. */
const assembly = new RecordingAssembly()
let answerer: Answerer | undefined

const known = (): Answerer => {
  if (answerer === undefined) throw new Error('the recording comes before questions')
  return answerer
}

const local: AnswererOfWorker = {
  take(piece) {
    const run = assembly.take(piece)
    if (run !== undefined) answerer = new Answerer(run)
  },
  inspect: (question) => known().inspect(question),
  changeBeside: (question) => known().changeBeside(question),
  orderOperations: (filter, order) => known().orderOperations(filter, order),
  operationsCsv: (filter, order) => known().operationsCsv(filter, order),
}

createBirpc<object, AnswererOfWorker>(local, {
  post: (message) => postMessage(message),
  on: (listener) => addEventListener('message', ({ data }) => listener(data)),
})

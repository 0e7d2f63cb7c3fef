import startRealm from '../../../notebooks/kernel/realm.ts'
import { takeWorkerGlobals } from './scrub.ts'

/**
 * The web worker that a kernel runs in. Its first message brings the ports to the page and the flag that stops a cell which computes; after that both sides
 * speak JSON texts of `notebooks/kernel/protocol.ts`, and `stop` reaches a kernel that waits. What is attached to a display goes through a port of its own, under numbers that
 * stand in a list behind its text.
 */
export default function startWorker(): void {
  const worker = takeWorkerGlobals()

  worker.onFirstMessage(({ post, postAttached, stopFlag }) => {
    const realm = startRealm({
      post,
      postAttached,
      evaluate: worker.evaluate,
      nowMillis: worker.nowMillis,
      setTimer: worker.setTimer,
      clearTimer: worker.clearTimer,
      stopRequested: () => stopFlag !== undefined && stopFlag[0] === 1,
    })
    worker.onText((text) => (text === 'stop' ? realm.stop() : realm.receive(text)))
    worker.onRejection(realm.rejected)
  })
}

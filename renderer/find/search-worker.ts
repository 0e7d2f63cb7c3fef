import { throwUnreadable } from '../app/worker-failure.ts'
import { perform, type Task } from './task.ts'

/** Performs one task after the other, and says when it begins one: from then on its time counts. */
self.onmessage = ({ data }: MessageEvent<Task>) => {
  self.postMessage({ type: 'begun' })
  self.postMessage({ type: 'done', result: perform(data) })
}
throwUnreadable(self)

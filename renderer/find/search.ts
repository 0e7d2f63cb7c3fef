import { fail, ok, type Result } from '../../engine/index.ts'
import { onWorkerFailure } from '../app/worker-failure.ts'
import SearchWorker from './search-worker.ts?worker'
import { perform, type ResultOf, type Task } from './task.ts'

/** How long a regular expression may take in all texts: some need longer than anyone waits. */
export const searchMillis = 1_000

/** Finds and replaces. What people write as regular expressions runs in a worker, which is ended when it takes too long. */
export interface Search {
  /** A new task takes the place of one that still runs, which then never resolves. Problems: `find/time-limit`, `find/failed`. */
  perform<Asked extends Task>(
    task: Asked,
    isRegularExpression: boolean,
  ): Promise<Result<ResultOf<Asked>>>
  end(): void
}

export function createSearch(): Search {
  let worker: Worker | undefined
  let isBusy = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function end(): void {
    clearTimeout(timer)
    worker?.terminate()
    worker = undefined
    isBusy = false
  }

  function inWorker<Asked extends Task>(task: Asked): Promise<Result<ResultOf<Asked>>> {
    if (isBusy) end()
    const current = worker ?? new SearchWorker()
    worker = current
    isBusy = true
    return new Promise((resolve) => {
      onWorkerFailure(current, (why) => {
        end()
        resolve(fail({ code: 'find/failed', message: `The notebook was not searched, as ${why}.` }))
      })
      current.onmessage = ({ data }) => {
        clearTimeout(timer)
        if (data.type === 'begun') {
          timer = setTimeout(() => {
            end()
            resolve(tooLong)
          }, searchMillis)
          return
        }
        isBusy = false
        resolve(ok(data.result))
      }
      current.postMessage(task)
    })
  }

  return {
    perform: async (task, isRegularExpression) =>
      isRegularExpression ? inWorker(task) : ok(perform(task)),
    end,
  }
}

const tooLong = fail({
  code: 'find/time-limit',
  message: `This regular expression took more than ${searchMillis / 1000} s and was ended (limit searchMillis): write one with fewer ways to match.`,
})

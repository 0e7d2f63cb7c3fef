import { expect, test } from 'vitest'
import { onWorkerFailure, throwUnreadable } from '../../../renderer/app/worker-failure.ts'

type Listening = Parameters<typeof onWorkerFailure>[0]

/** What a worker told, and how that is passed on. */
function told(tell: (worker: Listening) => void): string[] {
  const words: string[] = []
  const worker: Listening = { onerror: null, onmessageerror: null }
  onWorkerFailure(worker, (why) => words.push(why))
  tell(worker)
  return words
}

test('a worker that throws, or does not start, is told', () => {
  const event = (message: string) => ({ message }) as ErrorEvent
  expect(told((worker) => worker.onerror?.call(worker as Worker, event('boom')))).toEqual(['boom'])
  expect(told((worker) => worker.onerror?.call(worker as Worker, event('')))).toEqual([
    'its worker did not start',
  ])
})

test('a message that cannot be read is told, on either side', () => {
  const event = {} as MessageEvent
  expect(told((worker) => worker.onmessageerror?.call(worker as Worker, event))).toEqual([
    'what its worker sent cannot be read',
  ])
  const scope: Parameters<typeof throwUnreadable>[0] = { onmessageerror: null }
  throwUnreadable(scope)
  expect(() => scope.onmessageerror?.call(window(), event)).toThrow('cannot be read')
})

/** No page is here, and none is looked at. */
const window = () => undefined as never

/** Tells, in words that go on after “as”, when nothing more is to be expected of a worker: it did not start, it threw, or what it sent cannot be read here, for want of memory, say. */
export function onWorkerFailure(
  worker: Pick<Worker, 'onerror' | 'onmessageerror'>,
  tell: (why: string) => void,
): void {
  worker.onerror = (event) => tell(event.message || 'its worker did not start')
  worker.onmessageerror = () => tell('what its worker sent cannot be read')
}

/** In a worker: what was sent here and cannot be read is an error of the worker's own, which reaches the page. */
export function throwUnreadable(scope: Pick<Window, 'onmessageerror'>): void {
  scope.onmessageerror = () => {
    throw new Error('what was sent to its worker cannot be read')
  }
}

import { runInThisContext } from 'node:vm'
import {
  createKernel,
  type FromKernel,
  type KernelConnection,
  type KernelEnd,
} from '../../../notebooks/kernel/index.ts'

/** The real kernel in the process of the test: no walls around it, but all that a session sees of it. */
export interface InProcessKernel extends KernelConnection {
  /** Ends it as if its process had died. */
  die(reason: KernelEnd): void
}

export function startInProcessKernel(): InProcessKernel {
  let onMessage = (_message: FromKernel): void => undefined
  let onEnd = (_reason: KernelEnd): void => undefined
  let isAlive = true
  const head = '({ console, setTimeout, clearTimeout }) => ('
  const timers = new Map<number, NodeJS.Timeout>()

  const kernel = createKernel({
    post: (message) => {
      const copy = JSON.parse(JSON.stringify(message))
      setImmediate(() => isAlive && onMessage(copy))
    },
    evaluate(code, filename) {
      const make = runInThisContext(`${head}${code})`, { filename, columnOffset: -head.length })
      return make(kernel.globals)
    },
    nowMillis: () => performance.now(),
    setTimer(callback, millis) {
      const id = timers.size + 1
      timers.set(id, setTimeout(callback, millis))
      return id
    },
    clearTimer: (id) => clearTimeout(timers.get(id)),
  })

  function die(reason: KernelEnd): void {
    if (!isAlive) return
    isAlive = false
    for (const timer of timers.values()) clearTimeout(timer)
    onEnd(reason)
  }

  return {
    post: (message) => setImmediate(() => isAlive && kernel.receive(message)),
    on(event: 'message' | 'end', listener: (what: never) => void) {
      if (event === 'message') onMessage = listener as typeof onMessage
      else onEnd = listener as typeof onEnd
    },
    terminate: () => die({ code: 'kernel/closed', message: 'The kernel was closed.' }),
    die,
  }
}

/** Data that goes beside a text, and the buffers in it that move. */
interface Attached {
  readonly content: unknown
  readonly buffers: readonly ArrayBuffer[]
}

/** What the worker's first message brings. */
export interface FirstMessage {
  /** Sends a text to the page. */
  readonly post: (text: string) => void
  /** Sends a text with data, whose buffers move to the page. What cannot be sent is left out. */
  readonly postAttached: (text: string, attached: readonly Attached[]) => void
  /** Its first element is 1 while the running cell is to stop; absent where pages may not share memory. */
  readonly stopFlag: Int32Array | undefined
}

/** What a kernel needs of its worker, taken before any cell runs. */
export interface WorkerGlobals {
  onFirstMessage(listener: (message: FirstMessage) => void): void
  /** All later messages are texts. */
  onText(listener: (text: string) => void): void
  onRejection(listener: (reason: unknown) => void): void
  evaluate(code: string, filename: string): unknown
  nowMillis(): number
  setTimer(callback: () => void, millis: number): number
  clearTimer(timer: number): void
}

interface WorkerScope extends EventTarget {
  setTimeout(callback: () => void, millis: number): number
  clearTimeout(timer: number): void
  readonly performance: { now(): number }
  eval(text: string): unknown
}

/** Takes what the kernel needs out of the worker's global object, and then its ways to the outside from cells. */
export function takeWorkerGlobals(): WorkerGlobals {
  const scope = globalThis as unknown as WorkerScope
  const { performance } = scope
  const listen = EventTarget.prototype.addEventListener.bind(scope)
  const setTimer = scope.setTimeout.bind(scope)
  const clearTimer = scope.clearTimeout.bind(scope)
  const evaluate = createEvaluate(scope)
  const now = performance.now.bind(performance)
  refuseCodeFromText()
  return {
    onFirstMessage: (listener) =>
      listen('message', (event) => listener(readFirstMessage(event as MessageEvent)), {
        once: true,
      }),
    onText: (listener) =>
      listen('message', (event) => listener(String((event as MessageEvent).data))),
    onRejection: (listener) =>
      listen('unhandledrejection', (event) => {
        event.preventDefault()
        listener((event as PromiseRejectionEvent).reason)
      }),
    evaluate,
    nowMillis: now,
    setTimer,
    clearTimer,
  }
}

interface MessageEvent extends Event {
  readonly data: { readonly stopFlag?: Int32Array } | string
  /** For texts, and for what is attached to them. */
  readonly ports: readonly [MessagePort, MessagePort]
}

interface PromiseRejectionEvent extends Event {
  readonly reason: unknown
}

function readFirstMessage({ data, ports: [port, attachedPort] }: MessageEvent): FirstMessage {
  const post = port.postMessage.bind(port)
  const attach = attachedPort.postMessage.bind(attachedPort)
  let sent = 0
  /** Gives which it is of all that was sent beside texts, which goes with its text. */
  const sendBeside = ({ content, buffers }: Attached): number => {
    attach(content, [...buffers])
    sent += 1
    return sent
  }
  return {
    post: (text) => post(text),
    postAttached(text, attached) {
      try {
        post([text, ...attached.map(sendBeside)])
      } catch {
        // A cell's own attachment may be what cannot be cloned, or is gone already: the display itself comes.
        post(text)
      }
    },
    stopFlag: typeof data === 'object' ? data.stopFlag : undefined,
  }
}

/**
 * Compiles as strict code of the global scope, with lines and columns as they are: a direct eval takes strictness from the function around it, and that
 * function, made by an indirect one, sees nothing but global names.
 */
function createEvaluate(scope: WorkerScope): WorkerGlobals['evaluate'] {
  const indirect = scope.eval
  const make = indirect(
    "(function (eval) { return function () { 'use strict'; return eval(arguments[0]) } })",
  ) as (evaluate: typeof indirect) => (text: string) => unknown
  const direct = make(indirect)
  return (code, filename) => direct(`${code}\n//# sourceURL=${filename}`)
}

/** Code made from text would run without the guards that let a person stop it. */
function refuseCodeFromText(): void {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}]
  for (const kind of kinds) {
    Object.defineProperty(Object.getPrototypeOf(kind), 'constructor', {
      value: () => {
        throw new EvalError('A cell cannot make functions from text.')
      },
    })
  }
}

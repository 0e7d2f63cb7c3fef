import type { AttachedContent } from './attachments.ts'
import { createDate, fixDateFormats } from './date.ts'
import { installGlobal, removeForeignGlobals } from './globals.ts'
import { harden } from './harden.ts'
import { createKernel, type Kernel } from './kernel.ts'
import { engineVersion } from './replilab.ts'

/**
 * The host's side of a realm. Host and realm give each other texts, numbers and functions of the realm, nothing else: an object of the
 * host would be a way out.
 */
export interface RealmHost {
  /** Takes a `FromKernel` message as JSON. */
  post(messageText: string): void
  /** Takes a display message as JSON, and what is attached to it with the buffers that are handed over; absent where nothing can be attached. */
  postAttached?(messageText: string, attached: readonly AttachedContent[]): void
  /** A function of the realm: see `KernelHost.evaluate`. */
  evaluate(code: string, filename: string): unknown
  nowMillis(): number
  setTimer(callback: () => void, millis: number): number
  clearTimer(timer: number): void
  stopRequested?(): boolean
}

/** What the host calls. */
export interface Realm {
  /** Takes a `ToKernel` message as JSON. */
  receive(messageText: string): void
  rejected(reason: unknown): void
  stop(): void
}

// Taken before a cell can change them.
const { apply } = Reflect
const { parse, stringify } = JSON

/** Frames kept of a stack: assertions stand on many of their own before the cell's. */
const stackFrames = 50

/** Makes the realm that this code is evaluated in a place for cells, with one kernel. */
export default function startRealm(host: RealmHost): Realm {
  Object.assign(Error, { stackTraceLimit: stackFrames })
  const post = shield(host.post)
  const postAttached = host.postAttached && shield(host.postAttached)
  let repair = () => {}
  const kernel = createKernel({
    repair: () => repair(),
    post: (message) => post(stringify(message)),
    postAttached:
      postAttached && ((message, attached) => postAttached(stringify(message), attached)),
    evaluate: host.evaluate,
    nowMillis: withOwnErrors(host.nowMillis),
    setTimer: shield(host.setTimer),
    clearTimer: shield(host.clearTimer),
    stopRequested: host.stopRequested && withOwnErrors(host.stopRequested),
  })
  const left = removeForeignGlobals(globalThis)
  if (left.length > 0) throw new Error(`The realm keeps foreign globals: ${left.join(', ')}.`)
  installGlobals(kernel)
  repair = harden(globalThis)
  post(stringify({ type: 'ready', engine: engineVersion }))
  return {
    receive: (messageText) => kernel.receive(parse(messageText)),
    rejected: kernel.rejected,
    stop: kernel.stop,
  }
}

function installGlobals({ globals }: Kernel): void {
  const { random, nowMillis, ...named } = globals
  Math.random = random
  installGlobal(globalThis, 'Date', createDate(Date, nowMillis))
  fixDateFormats(Intl.DateTimeFormat, nowMillis)
  for (const [name, value] of Object.entries(named)) installGlobal(globalThis, name, value)
}

/**
 * A host function that cells cannot harm by calling it at the end of the stack: there it could break off half-way and leave the host's
 * timers or its channel out of order.
 */
function shield<Given extends unknown[], Answer>(
  call: (...given: Given) => Answer,
): (...given: Given) => Answer {
  return withOwnErrors((...given) => {
    needStack()
    return apply(call, undefined, given)
  })
}

/** For host functions that only read: at the end of the stack the cell gets the realm's own error in place of the host's. */
function withOwnErrors<Given extends unknown[], Answer>(
  call: (...given: Given) => Answer,
): (...given: Given) => Answer {
  return (...given) => {
    try {
      // Not a spread: cells can change what spreading does.
      return apply(call, undefined, given)
    } catch {
      throw new RangeError('Maximum call stack size exceeded')
    }
  }
}

/**
 * Words of the stack that the deepest call into a host takes: V8 compiles a function that is called for the first time only where it
 * has 40 KiB left, and throws otherwise.
 */
const wordsForHost = 12 * 1024

const manyWords: readonly undefined[] = Array.from({ length: wordsForHost })

const doNothing = () => {}

/**
 * Throws RangeError when the stack has no room for so many more words. As arguments, since these take the same room always: frames of
 * calls become smaller as a compiler finds out about them.
 */
function needStack(): void {
  apply(doNothing, undefined, manyWords)
}

import type { KernelHand } from '../compile/compiled-cell.ts'
import { createCellClock } from './clock.ts'
import { type CellConsole, createConsole } from './console.ts'
import type { KernelHost } from './host.ts'
import { defaultLimits, type KernelLimits } from './limits.ts'
import { createOutput } from './output.ts'
import type { ExecuteMessage, ToKernel } from './protocol.ts'
import { createRandom } from './random.ts'
import { createReplilabModule, observeEngine, type ReplilabModule } from './replilab.ts'
import { createRun, type Run } from './run.ts'
import { createScope, declare, forget, requireName } from './scope.ts'
import { createStopper, Stopped } from './stop.ts'
import { type CellTimers, createCellTimers } from './timers.ts'

export interface Kernel {
  receive(message: ToKernel): void
  /** The host tells of a rejected promise that nobody handles: an error of the running cell. */
  rejected(reason: unknown): void
  /** For hosts that can reach a kernel that waits: stops the running cell, its variables are kept. */
  stop(): void
  readonly globals: CellGlobals
}

/** What cells find as global names beside JavaScript's own; the realm installs them. */
export interface CellGlobals {
  readonly console: CellConsole
  readonly setTimeout: CellTimers['setTimeout']
  readonly clearTimeout: CellTimers['clearTimeout']
  readonly queueMicrotask: (callback: () => void) => void
  /** For `Math.random`: seeded by the running cell's id. */
  readonly random: () => number
  /** For `Date`: the running cell's own time. */
  readonly nowMillis: () => number
}

/** Milliseconds that written text waits for more of it before it is sent. */
const flushMillis = 50

/** Milliseconds between two messages of how far a run of the engine is. */
const progressPauseMillis = 100

/** Runs cells, one at a time, on one shared scope. Makes no use of anything that `host` does not give. */
export function createKernel(host: KernelHost, limits: KernelLimits = defaultLimits): Kernel {
  const scope = createScope()
  const clock = createCellClock()
  let random = createRandom('')
  let current: Run | undefined
  let bodySettled = false
  let finishing = false
  let deadlineMillis = Number.POSITIVE_INFINITY
  let flushedMillis = 0
  let progressMillis = 0
  let limitTimer: number | undefined

  const flush = () => {
    flushedMillis = host.nowMillis()
    current?.output.flush()
  }

  const findReason = (): Stopped | undefined => {
    const now = host.nowMillis()
    if (now - flushedMillis > flushMillis) flush()
    const reason = now >= deadlineMillis ? timeLimitReached() : undefined
    return reason ?? (host.stopRequested?.() ? stoppedByRequest() : undefined)
  }

  const timeLimitReached = () =>
    new Stopped(
      'stopped/time-limit',
      `The cell was stopped at its time limit of ${seconds(current?.message.timeLimitMillis)}; its variables are kept.`,
    )

  const stopper = createStopper(findReason, () => finishSoon())

  const stop = (reason: Stopped) => {
    if (current) stopper.stop(reason)
  }

  /** The stop itself is no failure of the cell's. Compared by identity: what was thrown may be anything. */
  const fail = (thrown: unknown) => {
    const reason = stopper.reason()
    if (!reason || thrown !== reason) current?.fail(thrown)
  }

  const runCallback = (callback: () => void) => {
    try {
      callback()
    } catch (thrown) {
      fail(thrown)
    }
    finishSoon()
  }

  const timers = createCellTimers(host, clock, runCallback)

  /** A cell is done when its body has settled and its timers have fired; a turn later, as the host may tell of rejections. */
  const finishSoon = () => {
    if (finishing) return
    host.setTimer(() => {
      finishing = false
      if (stopper.reason() || (bodySettled && !timers.keepWaiting())) finish()
    }, 0)
    // Only now: at the end of the stack `setTimer` throws, and then the next to ask must succeed.
    finishing = true
  }

  const finish = () => {
    const run = current
    if (!run) return
    host.repair?.()
    if (limitTimer !== undefined) host.clearTimer(limitTimer)
    timers.reset()
    run.output.flush()
    current = undefined
    host.post(run.done(stopper.reason()))
  }

  const hand: Omit<KernelHand, 'result'> = {
    guard: stopper.guard,
    module: (specifier) => moduleNamed(specifier, replilab),
  }

  /** The engine runs without guards: it stops, and tells how far it is, when it looks in here. */
  const followEngine = (fraction: number) => {
    stopper.look()
    const now = host.nowMillis()
    if (!current || now - progressMillis < progressPauseMillis) return
    progressMillis = now
    host.post({ type: 'progress', run: current.message.run, fraction, label: 'simulating' })
  }

  const replilab = createReplilabModule((value, options) => {
    if (!current) throw new Error('display works only while a cell runs.')
    current.display(value, options ?? {})
  })

  const begin = (message: ExecuteMessage) => {
    const output = createOutput(message.run, limits, host.post, () =>
      host.setTimer(flush, flushMillis),
    )
    const run = createRun(message, output, limits)
    current = run
    bodySettled = false
    random = createRandom(message.cell)
    stopper.reset()
    progressMillis = host.nowMillis()
    timers.reset()
    startLimit(message.timeLimitMillis)
    for (const name of message.defines) declare(scope, name)
    for (const name of message.uses) requireName(scope, name)
    return run
  }

  const startLimit = (timeLimitMillis: number | null) => {
    limitTimer = undefined
    deadlineMillis = Number.POSITIVE_INFINITY
    if (timeLimitMillis === null) return
    deadlineMillis = host.nowMillis() + timeLimitMillis
    limitTimer = host.setTimer(() => stop(timeLimitReached()), timeLimitMillis)
  }

  const execute = async (message: ExecuteMessage) => {
    const run = begin(message)
    try {
      const body = host.evaluate(message.code, `cell:${message.cell}`) as CellBody
      await body(scope, { ...hand, result: run.showResult })
    } catch (thrown) {
      if (run === current) fail(thrown)
    }
    if (run !== current) return
    bodySettled = true
    finishSoon()
  }

  const refuse = (message: ExecuteMessage) =>
    host.post({
      type: 'done',
      run: message.run,
      status: 'error',
      error: busyError(current?.message.cell),
    })

  observeEngine(followEngine)

  return {
    receive: (message) => {
      if (message.type === 'forget') for (const name of message.names) forget(scope, name)
      else if (current) refuse(message)
      else void execute(message)
    },
    rejected: (reason) => runCallback(() => fail(reason)),
    stop: () => stop(stoppedByRequest()),
    globals: {
      console: createConsole(
        {
          // What is written when no cell runs comes from a cell that was stopped: its end was reported.
          write: (stream, text) => current?.output.write(stream, text),
          isFull: (stream) => current?.output.isFull(stream) ?? true,
          nowMillis: clock.nowMillis,
        },
        limits.inspect,
      ),
      setTimeout: timers.setTimeout,
      clearTimeout: (id) => {
        timers.clearTimeout(id)
        finishSoon()
      },
      queueMicrotask: async (callback) => {
        await undefined
        runCallback(callback)
      },
      random: () => random(),
      nowMillis: clock.nowMillis,
    },
  }
}

type CellBody = (scope: object, hand: KernelHand) => Promise<void>

const stoppedByRequest = () =>
  new Stopped('stopped/by-request', 'The cell was stopped; its variables are kept.')

const seconds = (millis: number | null | undefined) => `${(millis ?? 0) / 1000} s`

const busyError = (cell: string | undefined) => {
  const message = `The kernel runs one cell at a time, and cell ${cell} is still running.`
  return { name: 'Error', message, stack: message, code: 'kernel/busy' }
}

function moduleNamed(specifier: string, replilab: ReplilabModule): Record<string, unknown> {
  if (specifier === 'replilab') return replilab
  throw new TypeError(`Cannot import '${specifier}': a cell imports from 'replilab' only.`)
}

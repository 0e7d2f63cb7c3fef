import type { KernelHand } from '../compile/compiled-cell.ts'
import { createCellLife, flushMillis } from './cell-life.ts'
import { type CellConsole, createConsole } from './console.ts'
import { resetExpect } from './expect.ts'
import type { KernelHost } from './host.ts'
import { createInputs } from './input.ts'
import { defaultLimits, type KernelLimits } from './limits.ts'
import { createOutput } from './output.ts'
import type { ExecuteMessage, ToKernel } from './protocol.ts'
import { createRandom } from './random.ts'
import { createReplilabModule, observeEngine, type ReplilabModule } from './replilab.ts'
import { createRun, type Run } from './run.ts'
import { createScope, declare, forget, requireName } from './scope.ts'
import type { CellTimers } from './timers.ts'

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

/** Milliseconds between two messages of how far a run of the engine is. */
const progressPauseMillis = 100

/** Runs cells, one at a time, on one shared scope. Makes no use of anything that `host` does not give. */
export function createKernel(host: KernelHost, limits: KernelLimits = defaultLimits): Kernel {
  const scope = createScope()
  const life = createCellLife(host)
  let random = createRandom('')
  let progressMillis = 0

  const runOf = (name: string): Run => {
    if (!life.run) throw new Error(`${name} works only while a cell runs.`)
    return life.run
  }

  const replilab = createReplilabModule(
    (value, options) => runOf('display').display(value, options ?? {}),
    createInputs({
      valueOf: (name) => runOf('input').inputValue(name),
      draw: (control) => runOf('input').drawInput(control),
    }),
  )

  const hand: Omit<KernelHand, 'result'> = {
    guard: life.guard,
    module: (specifier) => moduleNamed(specifier, replilab),
  }

  /** The engine runs without guards: it stops, and tells how far it is, when it looks in here. */
  const followEngine = (fraction: number) => {
    life.look()
    const now = host.nowMillis()
    if (!life.run || now - progressMillis < progressPauseMillis) return
    progressMillis = now
    host.post({ type: 'progress', run: life.run.message.run, fraction, label: 'simulating' })
  }

  const begin = (message: ExecuteMessage) => {
    const output = createOutput(message.run, limits, host, () =>
      host.setTimer(life.flush, flushMillis),
    )
    const run = createRun(message, output, limits)
    life.begin(run)
    random = createRandom(message.cell)
    resetConsole()
    resetExpect()
    progressMillis = host.nowMillis()
    for (const name of message.defines) declare(scope, name)
    for (const name of message.uses) requireName(scope, name)
    return run
  }

  const execute = async (message: ExecuteMessage) => {
    const run = begin(message)
    try {
      const body = host.evaluate(message.code, `cell:${message.cell}`) as CellBody
      await body(scope, { ...hand, result: run.showResult })
    } catch (thrown) {
      if (run === life.run) life.fail(thrown)
    }
    life.settle(run)
  }

  const refuse = (message: ExecuteMessage) =>
    host.post({
      type: 'done',
      run: message.run,
      status: 'error',
      error: busyError(life.run?.message.cell),
    })

  const { console, reset: resetConsole } = createConsole(
    {
      // What is written when no cell runs comes from a cell that was stopped: its end was reported.
      write: (stream, text) => life.run?.output.write(stream, text),
      isFull: (stream) => life.run?.output.isFull(stream) ?? true,
      nowMillis: life.clock.nowMillis,
    },
    limits.inspect,
  )

  observeEngine(followEngine)

  return {
    receive: (message) => {
      if (message.type === 'forget') for (const name of message.names) forget(scope, name)
      else if (life.run) refuse(message)
      else void execute(message)
    },
    rejected: (reason) => life.call(() => life.fail(reason)),
    stop: life.stop,
    globals: {
      console,
      ...life.timers,
      queueMicrotask: async (callback) => {
        await undefined
        life.call(callback)
      },
      random: () => random(),
      nowMillis: life.clock.nowMillis,
    },
  }
}

type CellBody = (scope: object, hand: KernelHand) => Promise<void>

const busyError = (cell: string | undefined) => {
  const message = `The kernel runs one cell at a time, and cell ${cell} is still running.`
  return { name: 'Error', message, stack: message, code: 'kernel/busy' }
}

function moduleNamed(specifier: string, replilab: ReplilabModule): Record<string, unknown> {
  if (specifier === 'replilab') return replilab
  throw new TypeError(`Cannot import '${specifier}': a cell imports from 'replilab' only.`)
}

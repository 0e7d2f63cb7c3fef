import { type ChildProcess, spawn } from 'node:child_process'
import { parse } from 'node:path'
import {
  type ExecuteMessage,
  type FromKernel,
  type KernelConnection,
  type KernelEnd,
  parseFromKernel,
  type ToKernel,
} from '../../notebooks/kernel/index.ts'
import { findChildFile } from './child-file.ts'
import { childFlags } from './child-flags.ts'
import {
  closed,
  crashed,
  endOfExit,
  memoryLimitReached,
  notStarted,
  timeLimitReached,
} from './kernel-end.ts'
import { killAtExit } from './kill-at-exit.ts'
import { killWithHost } from './kill-with-host.ts'
import { type ChildLimits, defaultChildLimits } from './limits.ts'
import { watchMemory } from './watch-memory.ts'

/** Characters kept of the end of the child's standard error: enough for what V8 says when it gives up. */
const standardErrorCharacters = 8_000

/**
 * Starts a kernel in a process of its own, which may read its own program and nothing else, with an empty environment. Returns at once;
 * what cannot start is reported as the connection's end. Cells given before the kernel is ready wait for it.
 *
 * @param given limits that differ from `defaultChildLimits`
 */
export function startChildKernel(given: Partial<ChildLimits> = {}): KernelConnection {
  const limits = { ...defaultChildLimits, ...given }
  const child = spawnChild(limits)
  const listeners: Listeners = {}
  let standardError = ''
  let wasReady = false
  let end: KernelEnd | undefined
  let waiting: ExecuteMessage | undefined
  let charactersLeft = limits.runCharacters
  let deadline: NodeJS.Timeout | undefined

  const finish = (reason: KernelEnd) => {
    if (end) return
    end = reason
    clearTimeout(deadline)
    stopWatching()
    child.kill('SIGKILL')
    listeners.end?.(reason)
  }

  const expectWithin = (millis: number, reason: KernelEnd) => {
    clearTimeout(deadline)
    deadline = setTimeout(() => finish(reason), millis)
  }

  /** The time limit counts from when the kernel could start on the cell. */
  const startDeadline = () => {
    if (!wasReady || !waiting) return
    const { timeLimitMillis } = waiting
    if (timeLimitMillis === null) return clearTimeout(deadline)
    expectWithin(timeLimitMillis + limits.graceMillis, timeLimitReached(timeLimitMillis))
  }

  const follow = (message: FromKernel) => {
    if (message.type === 'ready') {
      wasReady = true
      clearTimeout(deadline)
      startDeadline()
    } else if (message.type === 'done') {
      waiting = undefined
      clearTimeout(deadline)
    }
  }

  const receive = (text: unknown) => {
    if (end) return
    charactersLeft -= typeof text === 'string' ? text.length : 0
    if (charactersLeft < 0) return finish(crashed('it sent more output than it may'))
    const message = parseFromKernel(text)
    if (!message) return finish(crashed('it sent what is not a message of a kernel'))
    follow(message)
    listeners.message?.(message)
  }

  const stopWatching = watchMemory(child.pid ?? 0, limits, () => finish(memoryLimitReached(limits)))
  expectWithin(
    limits.startMillis,
    notStarted(`it was not ready within ${limits.startMillis / 1000} s`),
  )
  child.on('message', receive)
  child.on('error', (error) => finish(notStarted(error.message)))
  child.on('close', (code, signal) =>
    finish(endOfExit({ code, signal, standardError, wasReady }, limits)),
  )
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    standardError = (standardError + text).slice(-standardErrorCharacters)
  })

  return {
    post: (message: ToKernel) => {
      if (end) return
      if (message.type === 'execute') {
        waiting = message
        charactersLeft = limits.runCharacters
        startDeadline()
      }
      child.send(JSON.stringify(message), ignoreBrokenChannel)
    },
    on: (event: keyof Listeners, listener: never) => {
      listeners[event] = listener
    },
    terminate: () => finish(closed),
  }
}

interface Listeners {
  message?: (message: FromKernel) => void
  end?: (reason: KernelEnd) => void
}

/** A channel breaks when the process ends, and that is reported when it closes. */
const ignoreBrokenChannel = () => {}

function spawnChild(limits: ChildLimits): ChildProcess {
  const file = findChildFile()
  const child = spawn(process.execPath, [...childFlags(file, limits), file], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: childEnvironment(),
    cwd: parse(file).root,
    windowsHide: true,
  })
  killAtExit(child)
  killWithHost(child)
  return child
}

/** Nothing of ours, but what makes dates the same everywhere, and Electron's program run as Node. */
const childEnvironment = (): NodeJS.ProcessEnv => ({
  TZ: 'UTC',
  ...(process.versions.electron && { ELECTRON_RUN_AS_NODE: '1' }),
})

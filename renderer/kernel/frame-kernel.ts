import {
  type FromKernel,
  type KernelConnection,
  type KernelEnd,
  parseFromKernel,
  type ToKernel,
} from '../../notebooks/kernel/index.ts'
import { AttachedRecordings } from '../timeline/worker/attached-recordings.ts'
import { frameAddresses } from './frame-address.ts'
import { type Pulse, watchPulse } from './pulse.ts'
import { sharesMemory, unsharedMemory } from './shared-memory.ts'

/** What the worker runs; asked for ahead, it is there when the first cell runs. */
export const loadWorkerProgram = () => import('./worker-program.ts')

/** How long a new kernel may take until it is ready. */
export const startMillis = 20_000

/** How long a site of the kernel's own may take to answer: not every browser finds it. */
export const siteMillis = 4_000

/** How long a cell that was asked to stop may take: one built-in that runs long passes no guard. */
export const stopMillis = 3_000

/** Sites that did not answer once are asked for no more. */
let doSitesAnswer = true

type Listeners = {
  message?: (message: FromKernel) => void
  end?: (reason: KernelEnd) => void
}

/**
 * Starts a kernel in a web worker within a frame that has an origin of its own and can reach nothing. Returns at once; what cannot start is reported as the
 * connection's end. Cells given before the kernel is ready wait for it.
 * @param sites where the frame may come from, see `HostFacts`
 */
export function startFrameKernel(sites?: string): KernelConnection {
  const [address, otherAddress] = frameAddresses(doSitesAnswer ? sites : undefined, location)
  const frame = createFrame(address)
  const { port1: port, port2: workerPort } = new MessageChannel()
  const { port1: attachedPort, port2: workerAttachedPort } = new MessageChannel()
  const attached = new AttachedRecordings(attachedPort)
  const listeners: Listeners = {}
  const waiting: object[] = []
  let isReady = false
  let end: KernelEnd | undefined
  let stopTimer: ReturnType<typeof setTimeout> | undefined
  let pulse: Pulse | undefined

  const toFrame = (message: object, transfer: Transferable[] = []) =>
    frame.contentWindow?.postMessage(message, '*', transfer)
  const toWorker = (message: object) => (isReady ? toFrame(message) : waiting.push(message))

  const finish = (reason: KernelEnd) => {
    if (end) return
    end = reason
    clearTimeout(startTimer)
    clearTimeout(siteTimer)
    clearTimeout(stopTimer)
    pulse?.stop()
    window.removeEventListener('message', onFrameMessage)
    port.close()
    attached.close()
    frame.remove()
    listeners.end?.(reason)
  }

  const onFrameMessage = ({ source, data }: MessageEvent) => {
    if (source !== frame.contentWindow) return
    if (data?.type === 'loaded') begin()
    if (data?.type === 'beat') pulse?.answered()
    if (data?.type === 'crashed') finish(crashed(String(data.message)))
  }

  /** Nothing tells a page that a frame's process has ended, as it does when a cell fills its memory; the frame itself is never busy. */
  function begin(): void {
    clearTimeout(siteTimer)
    pulse = watchPulse(
      () => toFrame({ type: 'beat' }),
      () => finish(processEnded),
    )
    void startWorker()
  }

  async function startWorker(): Promise<void> {
    try {
      const { workerProgram } = await loadWorkerProgram()
      toFrame({ type: 'start', text: workerProgram }, [workerPort, workerAttachedPort])
    } catch (error) {
      finish(notStarted(`its program could not be loaded: ${String(error)}`))
    }
  }

  port.onmessageerror = () => finish(crashed('what it sent cannot be read'))
  port.onmessage = ({ data }) => {
    const message = readMessage(data, attached)
    if (message === undefined) return finish(crashed('it sent what is not a message of a kernel'))
    if (message.type === 'ready') {
      isReady = true
      clearTimeout(startTimer)
      for (const early of waiting.splice(0)) toFrame(early)
    }
    if (message.type === 'done') clearTimeout(stopTimer)
    listeners.message?.(message)
  }

  const interrupt = () => {
    toWorker({ type: 'stop' })
    clearTimeout(stopTimer)
    stopTimer = setTimeout(() => finish(didNotStop()), stopMillis)
  }
  const startTimer = setTimeout(
    () => finish(notStarted(`it was not ready within ${startMillis / 1000} s`)),
    startMillis,
  )
  const siteTimer = setTimeout(() => {
    if (otherAddress === undefined) return
    doSitesAnswer = false
    frame.src = otherAddress
  }, siteMillis)
  window.addEventListener('message', onFrameMessage)
  document.body.append(frame)

  return {
    post: (message: ToKernel) => void toWorker({ type: 'post', text: JSON.stringify(message) }),
    interrupt,
    on: (event: keyof Listeners, listener: never) => {
      listeners[event] = listener
    },
    terminate: () => {
      toFrame({ type: 'terminate' })
      finish({ code: 'kernel/closed', message: 'The kernel was closed.' })
    },
  }
}

/** A text, or a list of a text and the numbers under which what is attached to it comes. */
function readMessage(data: unknown, attached: AttachedRecordings): FromKernel | undefined {
  if (!Array.isArray(data)) return parseFromKernel(data)
  const [text, ...tickets] = data
  const message = parseFromKernel(text)
  if (message?.type !== 'display' || !tickets.every(Number.isInteger)) return undefined
  return { ...message, attachments: tickets.map((ticket) => attached.at(ticket)) }
}

function createFrame(address: string): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.allow = 'cross-origin-isolated'
  frame.src = address
  frame.hidden = true
  frame.title = 'Kernel'
  return frame
}

const didNotStop = (): KernelEnd => ({
  code: 'kernel/did-not-stop',
  message: sharesMemory()
    ? `The cell did not stop within ${stopMillis / 1000} s, so its kernel was ended; its variables are lost.`
    : unsharedMemory.message,
})

const processEnded: KernelEnd = {
  code: 'kernel/memory-limit',
  message:
    'The kernel ran out of memory, or its process was ended from outside; its variables are lost.',
}

const crashed = (why: string): KernelEnd => ({
  code: 'kernel/crashed',
  message: `The kernel crashed: ${why}.`,
})

const notStarted = (why: string): KernelEnd => ({
  code: 'kernel/not-started',
  message: `The kernel did not start: ${why}.`,
})

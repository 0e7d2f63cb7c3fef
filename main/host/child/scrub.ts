import dgram from 'node:dgram'
import dns from 'node:dns'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import inspector from 'node:inspector'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import tls from 'node:tls'

/**
 * The second wall: should code of a cell ever reach the child's main realm, it finds nothing there to harm with. Node's permission model
 * stops files, processes and workers, but up to Node 24 neither sockets nor signals to other processes.
 */
export function scrubMainRealm(): void {
  for (const prototype of [net.Socket.prototype, net.Server.prototype, dgram.Socket.prototype]) {
    refuseMethods(prototype, ['connect', 'listen', 'bind', 'send', 'sendto'])
  }
  for (const module of [dgram, dns, dns.promises, http, http2, https, inspector, net, tls]) {
    refuseAll(module)
  }
  syncBuiltinESMExports()
  scrubProcess()
  scrubGlobals()
}

const refuse = () => {
  throw new Error('Refused: cells have no network and no processes.')
}

function refuseAll(module: object): void {
  const names = Object.keys(module).filter(
    (name) => typeof Reflect.get(module, name) === 'function',
  )
  for (const name of names) Reflect.set(module, name, refuse)
}

function refuseMethods(prototype: object, names: readonly string[]): void {
  for (const name of names.filter((name) => name in prototype)) {
    Object.defineProperty(prototype, name, { value: refuse })
  }
}

/** What the child itself still needs of `process`: its channel, its events, its own end. */
const keptOfProcess = new Set(
  `send disconnect connected channel exit reallyExit on once off emit addListener removeListener removeAllListeners
  listeners listenerCount eventNames prependListener ppid nextTick version versions platform arch exitCode _exiting _events
  _eventsCount _maxListeners domain emitWarning constructor _tickCallback _fatalException setUncaughtExceptionCaptureCallback
  hasUncaughtExceptionCaptureCallback hrtime memoryUsage title pid execArgv permission _getActiveHandles noDeprecation
  _channel _handleQueue _pendingMessage _disconnect _send`.split(/\s+/),
)

function scrubProcess(): void {
  for (const name of Object.getOwnPropertyNames(process)) {
    if (!keptOfProcess.has(name)) removeProperty(process, name)
  }
}

/** Of the globals only the language's own and `process` stay; Node's modules hold what they need themselves. */
function scrubGlobals(): void {
  const foreign = [
    ...['fetch', 'WebSocket', 'EventSource', 'Worker', 'WebAssembly', 'navigator', 'require'],
    ...['XMLHttpRequest', 'localStorage', 'sessionStorage', 'BroadcastChannel', 'MessageChannel'],
  ]
  for (const name of foreign) removeProperty(globalThis, name)
  // Node's own formatter of stacks, of no use to anyone here.
  removeProperty(Error, 'prepareStackTrace')
}

function removeProperty(object: object, name: string): void {
  if (Reflect.deleteProperty(object, name)) return
  Reflect.defineProperty(object, name, { value: undefined })
}

import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import fs from 'node:fs'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import inspector from 'node:inspector'
import net from 'node:net'
import tls from 'node:tls'
import workers from 'node:worker_threads'
import { freezeMainRealm } from '../../../main/host/child/freeze.ts'
import { scrubMainRealm } from '../../../main/host/child/scrub.ts'

/** Does, in the main realm of a kernel's process, what a cell would if it got there; prints the names of what worked. */
const { env, stdout } = process
const { Socket, Server } = net
const print = stdout.write.bind(stdout)
scrubMainRealm()
freezeMainRealm()

const bare = process as unknown as Record<string, (...given: unknown[]) => unknown>

const attempts: Record<string, () => unknown> = {
  'read a file': () => fs.readFileSync('/etc/passwd'),
  'list a folder': () => fs.readdirSync('/'),
  'write a file': () => fs.writeFileSync('/tmp/replilab-was-here', ''),
  'run a program': () => childProcess.execFileSync('/bin/true'),
  'start a worker': () => new workers.Worker('1', { eval: true }),
  'connect by net': () => net.connect(9),
  'connect by a socket kept': () => new Socket().connect(9),
  'listen by net': () => net.createServer().listen(0),
  'listen by a server kept': () => new Server().listen(0),
  'connect by tls': () => tls.connect(9),
  'ask by http': () => http.get('http://127.0.0.1:9'),
  'listen by http': () => http.createServer().listen(0),
  'ask by https': () => https.get('https://127.0.0.1:9'),
  'connect by http2': () => http2.connect('http://127.0.0.1:9'),
  'look up a name': () => dns.lookup('localhost', () => {}),
  'resolve a name': () => dns.promises.resolve('localhost'),
  'open a datagram socket': () => dgram.createSocket('udp4'),
  'open the inspector': () => inspector.open(0),
  fetch: () => globalThis.fetch('http://127.0.0.1:9'),
  'signal a process': () => bare.kill(1, 0),
  'debug a process': () => bare._debugProcess(1),
  'take a binding': () => bare.binding('tcp_wrap'),
  'take a module': () => bare.getBuiltinModule('net'),
  'load a library': () => bare.dlopen({}, '/lib/x.so'),
  'change folder': () => bare.chdir('/tmp'),
  'compile text': () => Function('return 1')(),
  'change a built-in': () => Object.assign(Array.prototype, { push: () => {} }),
  'extend every object': () => Object.assign(Object.prototype, { mine: 1 }),
}

const worked = Object.entries(attempts).filter(([, attempt]) => {
  try {
    attempt()
    return true
  } catch {
    return false
  }
})
const variables = Object.keys((process as { env?: object }).env ?? {})
print(JSON.stringify({ worked: worked.map(([name]) => name), variables, had: Object.keys(env) }))

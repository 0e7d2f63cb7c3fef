import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import WebSocket from 'ws'
import { chromiumPath } from './browser.ts'
import { startProgram } from './started-program.ts'

/**
 * Chromium without Playwright, for frames that crash: Playwright takes their page for crashed as well, and halts every frame that comes after.
 */
export interface BareBrowser {
  open(address: string): Promise<BarePage>
  /** Ends the process of what is at an address as if it had crashed. */
  crash(address: string): Promise<void>
  /** Addresses of all frames that have a process of their own. */
  frames(): Promise<readonly string[]>
  end(): Promise<void>
}

export interface BarePage {
  /** Resolves when an expression is true in the page. */
  until(expression: string): Promise<void>
  /** Clicks the first of these elements whose text is the one given, or begins with it. */
  click(selector: string, text?: string): Promise<void>
  write(text: string): Promise<void>
  /** Presses Enter with a modifier. */
  enter(modifier: 'Alt' | 'Control'): Promise<void>
}

const lookMillis = 200
const patienceMillis = 60_000

/** @param dataMebibytes what each of its processes may have of memory: undefined for as much as there is */
export async function startBareBrowser(dataMebibytes?: number): Promise<BareBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'replilab-chromium-'))
  const limit = dataMebibytes === undefined ? '' : `ulimit -d ${dataMebibytes * 1024};`
  const program = startProgram('/bin/sh', [
    ...['-c', `${limit} exec "$0" "$@"`, chromiumPath!],
    ...['--headless', '--no-sandbox', '--no-first-run', '--remote-debugging-port=0'],
    ...['--window-size=1280,860', `--user-data-dir=${folder}`, 'about:blank'],
  ])
  const [, origin] = /ws:\/\/([^/]+)/.exec(await program.printed(/listening on ws:\S+/))!
  const ask = async (path: string, method: string) =>
    (await fetch(`http://${origin}/json/${path}`, { method })).json()
  const targets = async () => (await ask('list', 'GET')) as Target[]
  const newTarget = async (address: string) =>
    (await ask(`new?${encodeURIComponent(address)}`, 'PUT')) as Target
  return {
    open: async (address) => openPage(await connect(await newTarget(address))),
    async crash(address) {
      const target = (await targets()).find(({ url }) => url === address)
      if (target === undefined) throw new Error(`Nothing has a process of its own at ${address}.`)
      // It crashes instead of answering.
      void (await connect(target))('Page.crash')
    },
    frames: async () =>
      (await targets()).filter(({ type }) => type === 'iframe').map(({ url }) => url),
    async end() {
      await program.end('SIGTERM')
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

interface Target {
  readonly type: string
  readonly url: string
  readonly webSocketDebuggerUrl: string
}

type Send = (method: string, params?: object) => Promise<{ result?: { value?: unknown } }>

async function connect({ webSocketDebuggerUrl }: Target): Promise<Send> {
  const socket = new WebSocket(webSocketDebuggerUrl)
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const waiting = new Map<number, (answer: object) => void>()
  socket.on('message', (data) => {
    // What has no result has none yet: a page that is being loaded.
    const { id, result = {} } = JSON.parse(String(data))
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  let last = 0
  return (method, params = {}) =>
    new Promise((resolve) => {
      last += 1
      waiting.set(last, resolve)
      socket.send(JSON.stringify({ id: last, method, params }))
    })
}

function openPage(send: Send): BarePage {
  const evaluate = async (expression: string) =>
    (await send('Runtime.evaluate', { expression, returnByValue: true })).result?.value

  async function until(expression: string): Promise<void> {
    const end = performance.now() + patienceMillis
    while ((await evaluate(expression)) !== true) {
      if (performance.now() > end) {
        throw new Error(`Never true: ${expression}; ${await evaluate('document.body.innerText')}`)
      }
      await new Promise((resolve) => setTimeout(resolve, lookMillis))
    }
  }

  return {
    until,
    click: (selector, text = '') =>
      until(`(() => {
        const found = [...document.querySelectorAll(${JSON.stringify(selector)})]
          .find((one) => one.textContent.trim().startsWith(${JSON.stringify(text)}))
        found?.click()
        return found !== undefined
      })()`),
    async write(text) {
      await send('Input.insertText', { text })
    },
    async enter(modifier) {
      const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }
      const modifiers = { Alt: 1, Control: 2 }[modifier]
      await send('Input.dispatchKeyEvent', { type: 'rawKeyDown', modifiers, ...key })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', modifiers, ...key })
    },
  }
}

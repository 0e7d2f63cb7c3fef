#!/usr/bin/env node
/*
 * Debian's Firefox for Playwright, which drives it by WebDriver BiDi and asks for one thing that this Firefox does not know yet: what is asked for media features,
 * which no test in it needs, is answered here, and everything else handed on.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { WebSocket, WebSocketServer } from 'ws'

const unknownToFirefox = 'emulation.setMediaFeaturesOverride'

const firefox = spawn('firefox-esr', process.argv.slice(2), {
  stdio: ['ignore', 'inherit', 'pipe'],
})
firefox.on('exit', (code) => process.exit(code ?? 1))
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => firefox.kill(signal))

createInterface({ input: firefox.stderr }).on('line', (line) => {
  const address = /^WebDriver BiDi listening on (ws:\S+)$/.exec(line)?.[1]
  if (address === undefined) console.error(line)
  else stand(address)
})

/** Tells of an address that stands between Playwright and the browser. */
function stand(address) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 }, () =>
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}`),
  )
  server.on('connection', (playwright, { url }) => {
    const browser = new WebSocket(address + url, { maxPayload: 0 })
    const waiting = []
    const pass = (text) =>
      browser.readyState === WebSocket.OPEN ? browser.send(text) : waiting.push(text)
    browser.on('open', () => waiting.splice(0).forEach(pass))
    browser.on('message', (data) => playwright.send(String(data)))
    browser.on('close', () => playwright.close())
    playwright.on('close', () => browser.close())
    playwright.on('message', (data) => {
      const { id, method } = JSON.parse(String(data))
      if (method === unknownToFirefox)
        playwright.send(JSON.stringify({ type: 'success', id, result: {} }))
      else pass(String(data))
    })
  })
}

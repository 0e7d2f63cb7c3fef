import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const TIME_LIMIT_MILLIS = 60_000

/** Opens a page with a script in a headless browser, and gives what the script posts to `/result`. */
export async function runInBrowser(
  command: string,
  argumentsFor: (profile: string, address: string) => readonly string[],
  script: string,
): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'replilab-browser-'))
  let browser: ReturnType<typeof spawn> | undefined
  let server: Server | undefined
  try {
    return await new Promise<string>((resolve, reject) => {
      server = serve(script, resolve)
      server.listen(0, '127.0.0.1', () => {
        const { port } = server!.address() as AddressInfo
        const address = `http://127.0.0.1:${port}/`
        browser = spawn(command, argumentsFor(profile, address), {
          stdio: 'ignore',
          detached: true,
        })
        browser.on('error', reject)
      })
      setTimeout(() => reject(new Error(`${command} gave no result`)), TIME_LIMIT_MILLIS).unref()
    })
  } finally {
    server?.close()
    server?.closeAllConnections()
    await end(browser)
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

function serve(script: string, done: (result: string) => void): Server {
  return createServer(async (request, response) => {
    if (request.url === '/result') done(await bodyOf(request))
    const isPage = request.url === '/'
    response.writeHead(isPage || request.url === '/result' ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
    })
    response.end(
      isPage ? `<!doctype html><title>fingerprints</title><script>${script}</script>` : '',
    )
  })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const part of request) body += part
  return body
}

/** The browser and all its processes. */
async function end(browser: ReturnType<typeof spawn> | undefined): Promise<void> {
  if (browser?.pid === undefined || browser.exitCode !== null) return
  const closed = new Promise((resolve) => browser.once('close', resolve))
  process.kill(-browser.pid, 'SIGKILL')
  await closed
}

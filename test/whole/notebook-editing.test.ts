import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createCell, createNotebook, serializeNotebook } from '../../notebooks/document/index.ts'
import { chromiumPath, complaintsOf, launchChromium, takeScreenshots } from '../tools/browser.ts'
import { hostAddress, type StartedProgram, startProgram } from '../tools/started-program.ts'

const launcher = fileURLToPath(new URL('../../main/cli/launch.mjs', import.meta.url))
const cells = [
  createCell('markdown', 'first', '# First'),
  createCell('code', 'one', 'const one = 1'),
  createCell('code', 'two', 'one + 1'),
  createCell('markdown', 'second', '# Second'),
  createCell('code', 'three', 'one + 2'),
]

/* Cells as a person shapes them, with the keyboard; skipped where Debian's Chromium is not installed. */
describe.skipIf(chromiumPath === undefined)('editing a notebook in a browser', () => {
  let browser: Browser
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
    folder = await mkdtemp(join(tmpdir(), 'replilab-editing-'))
    home = await mkdtemp(join(tmpdir(), 'replilab-home-'))
    await writeFile(join(folder, 'five.ipynb'), serializeNotebook(createNotebook(cells)))
    const command = [launcher, 'serve', folder, '--port', '0', '--no-open']
    program = startProgram(process.execPath, command, {
      env: { ...process.env, REPLILAB_HOME: home, CI: 'true' },
    })
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
    complaints = complaintsOf(page)
    await page.goto(await program.printed(hostAddress))
    await page
      .getByRole('button', { name: /^five\.ipynb/ })
      .first()
      .click()
    await page.locator('section[data-cell="first"][aria-current="true"]').waitFor()
  })
  afterEach(async () => {
    await page.close()
    await program.end('SIGKILL')
    await Promise.all([folder, home].map((path) => rm(path, { recursive: true })))
    expect(complaints).toEqual([])
  })

  const ids = () =>
    page
      .locator('section[data-cell]')
      .evaluateAll((sections) => sections.map((section) => section.getAttribute('data-cell')))
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }

  test('cells are deleted, brought back, cut and pasted, and moved, several at once', async () => {
    await press('j', 'Shift+J', 'd', 'd')
    expect(await ids()).toEqual(['first', 'second', 'three'])
    await press('z')
    expect(await ids()).toEqual(['first', 'one', 'two', 'second', 'three'])
    await press('Home', 'j', 'Shift+J', 'x', 'End', 'v')
    expect(await ids()).toEqual(['first', 'second', 'three', 'one', 'two'])
    await press('Control+Shift+ArrowUp')
    expect(await ids()).toEqual(['first', 'second', 'one', 'two', 'three'])
    await takeScreenshots(page, 'several')
  })

  test('a section is folded under its heading, and the outline leads back into it', async () => {
    await press('ArrowLeft')
    expect(await ids()).toEqual(['first', 'second', 'three'])
    await press('ArrowRight', 'Control+Shift+K')
    expect(await ids()).toHaveLength(5)
    const outline = page.getByRole('navigation', { name: 'Outline' })
    await outline.getByRole('button', { name: 'Second' }).click()
    await page.locator('section[data-cell="second"][aria-current="true"]').waitFor()
    await takeScreenshots(page, 'outline')
  })

  test('any command is found in the palette, and its keys in the help', async () => {
    await press('j', 'Control+Shift+C')
    await page.getByLabel('Find a command').fill('collapse source')
    await page.getByRole('option', { name: /Collapse source/ }).waitFor()
    await takeScreenshots(page, 'palette')
    await press('Enter')
    await page.getByRole('button', { name: 'Source collapsed, 1 line' }).waitFor()
    await press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await takeScreenshots(page, 'shortcuts')
    await press('Escape')
  })

  test('all matches are replaced as one step', async () => {
    await press('Control+F')
    await page.getByLabel('Find', { exact: true }).fill('one')
    await press('Enter')
    await page.getByText('1 of 3').waitFor()
    await page.getByLabel('Replace by').fill('uno')
    await takeScreenshots(page, 'find')
    await page.getByRole('button', { name: 'Replace all' }).click()
    await page.getByText('No match').waitFor()
    const three = page.locator('section[data-cell="three"]')
    await three.getByText('uno + 2').waitFor()
    await page.getByRole('button', { name: 'Close find and replace' }).click()
    await press('z')
    await three.getByText('one + 2').waitFor()
    await page.locator('section[data-cell="one"]').getByText('const one = 1').waitFor()
  })

  test('the end of a run is announced, and the notebook is as a clean run would give', async () => {
    await page.getByRole('button', { name: 'Run all', exact: true }).click()
    await page.getByText('The run has ended: 3 cells done.').waitFor()
    await page.getByText('Ready: as a clean run would give').waitFor()
  })
})

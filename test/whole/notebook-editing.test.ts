import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCell, createNotebook, serializeNotebook } from '../../notebooks/document/index.ts'
import { chromiumPath, takeScreenshots } from '../tools/browser.ts'
import { useBrowserApp } from '../tools/browser-app.ts'

const cells = [
  createCell('markdown', 'first', '# First'),
  createCell('code', 'one', 'const one = 1'),
  createCell('code', 'two', 'one + 1'),
  createCell('markdown', 'second', '# Second'),
  createCell('code', 'three', 'one + 2'),
]

/* Cells as a person shapes them, with the keyboard; skipped where Debian's Chromium is not installed. */
describe.skipIf(chromiumPath === undefined)('editing a notebook in a browser', () => {
  const app = useBrowserApp()

  beforeEach(async () => {
    await writeFile(join(app.folder, 'five.ipynb'), serializeNotebook(createNotebook(cells)))
    await app.page.goto(await app.serve())
    await app.page
      .getByRole('button', { name: /^five\.ipynb/ })
      .first()
      .click()
    await app.page.locator('section[data-cell="first"][aria-current="true"]').waitFor()
  })
  afterEach(() => expect(app.complaints).toEqual([]))

  const ids = () =>
    app.page
      .locator('section[data-cell]')
      .evaluateAll((sections) => sections.map((section) => section.getAttribute('data-cell')))
  const press = async (...keys: string[]) => {
    for (const key of keys) await app.page.keyboard.press(key)
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
    await takeScreenshots(app.page, 'several')
  })

  test('a section is folded under its heading, and the outline leads back into it', async () => {
    await press('ArrowLeft')
    expect(await ids()).toEqual(['first', 'second', 'three'])
    await press('ArrowRight', 'Control+Shift+K')
    expect(await ids()).toHaveLength(5)
    const outline = app.page.getByRole('navigation', { name: 'Outline' })
    await outline.getByRole('button', { name: 'Second' }).click()
    await app.page.locator('section[data-cell="second"][aria-current="true"]').waitFor()
    await takeScreenshots(app.page, 'outline')
  })

  test('any command is found in the palette, and its keys in the help', async () => {
    await press('j', 'Control+Shift+C')
    await app.page.getByLabel('Find a command').fill('collapse source')
    await app.page.getByRole('option', { name: /Collapse source/ }).waitFor()
    await takeScreenshots(app.page, 'palette')
    await press('Enter')
    await app.page.getByRole('button', { name: 'Source collapsed, 1 line' }).waitFor()
    await press('?')
    await app.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await takeScreenshots(app.page, 'shortcuts')
    await press('Escape')
  })

  test('all matches are replaced as one step', async () => {
    await press('Control+F')
    await app.page.getByLabel('Find', { exact: true }).fill('one')
    await press('Enter')
    await app.page.getByText('1 of 3').waitFor()
    await app.page.getByLabel('Replace by').fill('uno')
    await takeScreenshots(app.page, 'find')
    await app.page.getByRole('button', { name: 'Replace all' }).click()
    await app.page.getByText('No match').waitFor()
    const three = app.page.locator('section[data-cell="three"]')
    await three.getByText('uno + 2').waitFor()
    await app.page.getByRole('button', { name: 'Close find and replace' }).click()
    await press('z')
    await three.getByText('one + 2').waitFor()
    await app.page.locator('section[data-cell="one"]').getByText('const one = 1').waitFor()
  })

  test('the end of a run is announced, and the notebook is as a clean run would give', async () => {
    await app.page.getByRole('button', { name: 'Run all', exact: true }).click()
    await app.page.getByText('The run has ended: 3 cells done.').waitFor()
    await app.page.getByText('Ready: as a clean run would give').waitFor()
  })
})

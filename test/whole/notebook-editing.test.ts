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
    await app.page.locator('section[data-cell="two"]:focus').waitFor()
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
    await app.page.getByLabel('Where to look').selectOption('cell')
    await app.page.getByLabel('Find', { exact: true }).fill('uno')
    await app.page.getByText('– of 1', { exact: true }).waitFor()
    await app.page.getByLabel('Where to look').selectOption('notebook')
    await app.page.getByLabel('Regular expression').check()
    await app.page.getByLabel('Find', { exact: true }).fill('(((((((.+)+)+)+)+)+)+)+#')
    await app.page.getByText('took more than 1 s and was ended').waitFor()
    await takeScreenshots(app.page, 'find-limit')
    await app.page.getByLabel('Find', { exact: true }).fill('un[o]')
    await app.page.getByText('– of 3', { exact: true }).waitFor()
    await app.page.getByRole('button', { name: 'Close find and replace' }).click()
    await press('z')
    await three.getByText('one + 2').waitFor()
    await app.page.locator('section[data-cell="one"]').getByText('const one = 1').waitFor()
  })

  test('cells are put in between others, the cursor goes through all, and tags come and go', async () => {
    await press('j', 'Enter')
    const editor = (id: string) =>
      app.page.locator(
        `section[data-cell="${id}"] .monaco-editor textarea, section[data-cell="${id}"] .native-edit-context`,
      )
    await editor('one').first().waitFor({ state: 'attached' })
    await press('Control+End', 'ArrowDown')
    await editor('two').first().waitFor({ state: 'attached' })
    await press('ArrowDown')
    await editor('second').first().waitFor({ state: 'attached' })
    await press('ArrowUp', 'Escape')
    await app.page.locator('section[data-cell="two"][aria-current="true"]').waitFor()
    await press('t')
    await app.page.getByLabel('Add a tag').fill('slow, parameters')
    await press('Enter')
    await takeScreenshots(app.page, 'tags')
    await app.page.getByRole('button', { name: 'Remove tag slow' }).click()
    await app.page.getByLabel('Add a tag').press('Escape')
    await press('z')
    await app.page.getByRole('button', { name: 'Remove tag slow' }).waitFor()
    await press('z')
    await app.page.getByRole('button', { name: 'Remove tag slow' }).waitFor({ state: 'detached' })

    const below = app.page.getByRole('group', { name: 'Insert a cell below' })
    await below.getByRole('button', { name: 'Text' }).focus()
    await takeScreenshots(app.page, 'insert')
    await press('Enter')
    await app.page.locator('section[aria-current="true"] .monaco-editor.focused').waitFor()
    await app.page.keyboard.type('put in')
    await press('Escape')
    expect((await ids()).indexOf('second')).toBe(4)
  })

  test('a link leads into a folded section', async () => {
    await press('Enter')
    await app.page.locator('section[data-cell="first"] .monaco-editor').waitFor()
    await press('Control+End')
    await app.page.keyboard.type('\n\n[on](#Deep-down)')
    await press('Escape', 'End', 'Shift+B')
    await app.page.locator('.monaco-editor').waitFor()
    await press('Control+A')
    await app.page.keyboard.type('## Deep down')
    await press('Escape', 'ArrowUp', 'ArrowLeft')
    await app.page.getByRole('heading', { name: 'Deep down' }).waitFor({ state: 'detached' })
    await app.page.getByRole('link', { name: 'on' }).click()
    await app.page.getByRole('heading', { name: 'Deep down' }).waitFor()
  })

  test('a kernel that died says why, and runs again to where it was', async () => {
    await press('j', 'j', 'Enter')
    await app.page.locator('section[data-cell="two"] .monaco-editor').waitFor()
    await press('Control+A')
    const endless = "one > 1 || /(a+)+$/.test('a'.repeat(60) + 'b')"
    await app.page.keyboard.insertText(endless)
    await app.page.getByRole('button', { name: 'Run all', exact: true }).click()
    await app.page.locator('section[data-cell="two"]').getByText('running').waitFor()
    await app.page.getByRole('button', { name: 'Stop', exact: true }).click()
    await app.page.getByText('did not stop within 3 s').waitFor()
    await takeScreenshots(app.page, 'lost-kernel')
    await app.page.locator('section[data-cell="two"] .view-lines').click()
    await press('Control+A')
    await app.page.keyboard.insertText('one + 1')
    await app.page.getByRole('button', { name: 'Restart and run to here' }).click()
    await app.page.locator('section[data-cell="two"]').getByText('2', { exact: true }).waitFor()
    await app.page.getByText('Ready: 1 not run').waitFor()
  })

  test('the end of a run is announced, and the notebook is as a clean run would give', async () => {
    await app.page.getByRole('button', { name: 'Run all', exact: true }).click()
    await app.page.getByText('The run has ended: 3 cells done.').waitFor()
    await app.page.getByText('Ready: as a clean run would give').waitFor()
  })
})

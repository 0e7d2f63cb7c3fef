import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createCell, createNotebook, serializeNotebook } from '../../notebooks/document/index.ts'
import { chromiumPath, complaintsOf, takeScreenshots } from '../tools/browser.ts'
import { useBrowserApp } from '../tools/browser-app.ts'

/* Notebooks as files in a browser: begun, left, kept, named, copied; skipped where Debian's Chromium is not installed. */
describe.skipIf(chromiumPath === undefined)('notebooks and their files in a browser', () => {
  const app = useBrowserApp()
  afterEach(() => expect(app.complaints).toEqual([]))

  const notebookOf = (source: string) =>
    serializeNotebook(createNotebook([createCell('code', 'only', source)]))
  const command = async (name: string) => {
    await app.page.keyboard.press('F1')
    await app.page.getByLabel('Find a command').fill(name)
    await app.page.keyboard.press('Enter')
  }
  const tag = async (name: string) => {
    await app.page.keyboard.press('t')
    await app.page.getByLabel('Add a tag').fill(name)
    await app.page.keyboard.press('Enter')
    await app.page.keyboard.press('Escape')
    await app.page.getByRole('button', { name: `Remove tag ${name}` }).waitFor()
  }
  const giveName = async (name: string) => {
    await app.page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(name)
    await app.page.keyboard.press('Enter')
    await app.page.getByRole('dialog').waitFor({ state: 'detached' })
    await app.page.getByText(`${name}.ipynb`, { exact: true }).waitFor()
  }
  const cell = (id: string) => app.page.locator(`section[data-cell="${id}"]`)

  test('begun from a template, left with edits, recovered, saved, renamed and copied', async () => {
    await app.page.goto(await app.serve())
    await app.button('From template…').click()
    await takeScreenshots(app.page, 'template')
    await app.page.getByRole('option', { name: /Three ways to replicate/ }).click()
    await app.page.getByText(/^Ready: \d+ not run/).waitFor()
    await tag('mine')
    await app.page.keyboard.press('Control+Shift+L')
    await app.page.getByRole('dialog', { name: /^Keep your edits/ }).waitFor()
    await takeScreenshots(app.page, 'leave')
    await app.button('Keep for later').click()
    await app.page.getByRole('heading', { name: 'Unsaved work' }).waitFor()
    await app.button('Recover').click()
    await app.page.getByRole('button', { name: 'Remove tag mine' }).waitFor()
    await app.page.reload()
    await app.page.getByRole('button', { name: 'Remove tag mine' }).waitFor()

    await app.button('Save').click()
    await giveName('first')
    await command('rename')
    await giveName('second')
    expect(new URL(app.page.url()).searchParams.get('open')).toBe('file:second.ipynb')
    await command('duplicate')
    await app.page.getByText('second 2.ipynb', { exact: true }).waitFor()
    await command('to the gallery')
    const recent = app.page.getByRole('region', { name: 'Recent' })
    await recent.getByText('second 2.ipynb').waitFor()
    expect(await readFile(join(app.folder, 'second 2.ipynb'), 'utf8')).toContain('"mine"')
    expect(await app.page.getByRole('heading', { name: 'Unsaved work' }).count()).toBe(0)
  })

  test('in two tabs at once each keep what was written in them', async () => {
    await writeFile(join(app.folder, 'shared.ipynb'), notebookOf('1'))
    await writeFile(join(app.home, 'settings.json'), withoutAutosave)
    await app.page.goto(`${await app.serve()}&open=file%3Ashared.ipynb`)
    const other = await app.context.newPage()
    complaintsOf(other)
    await other.goto(app.page.url())
    for (const [page, text] of [
      [app.page, 'of the first'],
      [other, 'of the other'],
    ] as const) {
      await page.locator('pre.code').click()
      await page.locator('.monaco-editor').waitFor()
      await page.keyboard.type(`'${text}' // `)
      await page.waitForTimeout(1_200)
    }
    await other.close()
    await app.page.close()
    app.page = await app.context.newPage()
    await app.page.goto(other.url())
    await app.page.getByRole('alert', { name: 'Edits that were kept' }).waitFor()
    await takeScreenshots(app.page, 'kept')
    await app.button('Recover').click()
    await cell('only').getByText('of the other').waitFor()
    await app.page.keyboard.press('Control+s')
    await app.page.getByText('edited', { exact: true }).waitFor({ state: 'detached' })
    await app.button('To the gallery').click()
    await app.button('Recover').click()
    await cell('only').getByText('of the first').waitFor()
    await app.page.keyboard.press('Control+s')
    const conflict = app.page.getByRole('dialog', { name: 'The file has changed' })
    await conflict.getByRole('heading', { name: 'Different here and in the file' }).waitFor()
    await takeScreenshots(app.page, 'conflict')
    await app.button('Keep mine').click()
    await app.page.getByText('edited', { exact: true }).waitFor({ state: 'detached' })
    expect(await readFile(join(app.folder, 'shared.ipynb'), 'utf8')).toContain('of the first')
  })

  test('dropped onto the window open as copies; settings hold, and versions are told', async () => {
    await app.page.goto(await app.serve())
    await app.page.getByRole('heading', { name: 'Library' }).waitFor()
    await app.page.evaluate(dropScript({ 'dropped.ipynb': notebookOf('dropped') }))
    await app.page.getByText('dropped.ipynb').waitFor()
    await app.page.getByText('edited, in no file yet').waitFor()
    await app.page.keyboard.press('Control+,')
    await app.page.getByLabel('High contrast').check()
    await app.page.getByLabel('Size of code, in pixels').fill('18')
    await takeScreenshots(app.page, 'settings')
    await app.button('Done').click()
    expect(await app.page.evaluate(fontSize)).toBe('18px')
    await app.page.reload()
    await cell('only').getByText('dropped').waitFor()
    expect(await app.page.evaluate(fontSize)).toBe('18px')
    expect(await app.page.locator('html').getAttribute('data-theme')).toBe('high-contrast')
    await command('about')
    await app.page.getByRole('dialog').getByText('Chromium').waitFor()
    await takeScreenshots(app.page, 'about')
  })

  test('dropped together open all, each in a page of its own', async () => {
    await app.page.goto(await app.serve())
    await app.page.getByRole('heading', { name: 'Library' }).waitFor()
    const opened = app.context.waitForEvent('page')
    await app.page.evaluate(
      dropScript({ 'one.ipynb': notebookOf('1111'), 'two.ipynb': notebookOf('2222') }),
    )
    await app.page.getByText('one.ipynb').waitFor()
    await cell('only').getByText('1111').waitFor()
    const other = await opened
    await other.getByText('two.ipynb').waitFor()
    await other.locator('[data-cell="only"]').getByText('2222').waitFor()
  })

  test('dropped together are kept where the browser opens no page', async () => {
    await app.page.goto(await app.serve())
    await app.page.getByRole('heading', { name: 'Library' }).waitFor()
    await app.page.evaluate('window.open = () => null')
    await app.page.evaluate(
      dropScript({ 'one.ipynb': notebookOf('1111'), 'two.ipynb': notebookOf('2222') }),
    )
    await cell('only').getByText('1111').waitFor()
    await app.page.getByRole('alert').getByText('two.ipynb is kept').waitFor()
    await app.button('Save').click()
    await giveName('one')
    await app.button('To the gallery').click()
    await app.page.getByRole('region', { name: 'Unsaved work' }).getByText('two.ipynb').waitFor()
    await app.button('Recover').click()
    await cell('only').getByText('2222').waitFor()
  })

  test("are gone through by the browser's ways back and on, and not left without a question", async () => {
    await writeFile(join(app.folder, 'mine.ipynb'), notebookOf('1111'))
    await app.page.goto(await app.serve())
    const library = app.page.getByRole('heading', { name: 'Library' })
    await app.page
      .getByRole('button', { name: /^mine\.ipynb/ })
      .first()
      .click()
    await cell('only').getByText('1111').waitFor()
    await app.page.goBack()
    await library.waitFor()
    await app.page.goForward()
    await cell('only').getByText('1111').waitFor()
    await app.button('To the gallery').click()
    await app.button('New notebook').click()
    await app.page.locator('pre.code').click()
    await app.page.locator('.monaco-editor').waitFor()
    await app.page.keyboard.type('2222')
    await app.page.goBack()
    await app.button('Stay here').click()
    await app.page.getByText('2222').first().waitFor()
    expect(new URL(app.page.url()).search).toContain('untitled.ipynb')
    await app.page.goBack()
    await app.button('Discard').click()
    await library.waitFor()
    expect(new URL(app.page.url()).search).toBe('')
  })

  test('follow settings that another page changes', async () => {
    await app.page.goto(`${await app.serve()}&open=new%3Aa.ipynb`)
    const other = await app.context.newPage()
    await other.goto(new URL('/', app.page.url()).href)
    await other.getByRole('heading', { name: 'Library' }).waitFor()
    await app.codeCell(0).waitFor()
    await app.page.keyboard.press('Control+,')
    await app.page.getByLabel('Dark').check()
    await other.locator('html[data-theme="dark"]').waitFor()
  })

  test('stay where they are, which is said, when the server is gone as they are left', async () => {
    await writeFile(join(app.folder, 'mine.ipynb'), notebookOf('1'))
    await app.page.goto(`${await app.serve()}&open=file%3Amine.ipynb`)
    await cell('only').locator('pre.code').click()
    await app.page.locator('.monaco-editor').waitFor()
    await app.program.end('SIGKILL')
    await app.page.keyboard.type('1234 // ')
    await app.page.getByText('The server does not answer.').waitFor()
    await app.button('To the gallery').click()
    const why = 'The edits of mine.ipynb stay in this page and can be neither saved nor kept'
    await app.page.getByRole('alert').getByText(why).waitFor()
    await cell('only').getByText('1234').waitFor()
    const thrown = app.complaints.splice(0).filter((one) => one.startsWith('thrown:'))
    expect(thrown).toEqual([])
  })
})

const withoutAutosave = JSON.stringify({ theme: 'system', isReactive: false, isAutosaving: false })

const fontSize = "getComputedStyle(document.querySelector('pre.code')).fontSize"

/** What a browser does when a person drops files, name to text, as a program of the page. */
const dropScript = (files: Readonly<Record<string, string>>) => `{
  const dataTransfer = new DataTransfer()
  for (const [name, text] of Object.entries(${JSON.stringify(files)}))
    dataTransfer.items.add(new File([text], name))
  for (const type of ['dragover', 'drop'])
    window.dispatchEvent(new DragEvent(type, { dataTransfer, cancelable: true }))
}`

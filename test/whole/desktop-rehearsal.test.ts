import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, takeScreenshots } from '../tools/browser.ts'
import { isDesktopBuilt, useDesktopApp } from '../tools/electron/desktop-app.ts'

/*
 * The built desktop app over a stand-in of Electron: its program in this process, its pages in Debian's Chromium with the built preload script. What the app does of itself
 * is seen here: windows, menus, dialogs, files, closing, recovery. What Electron does is not: the stand-in has its types and what its documentation says, no more. For
 * that there is `desktop.test.ts`, where Electron is.
 */
describe.skipIf(chromiumPath === undefined || !isDesktopBuilt)('the desktop app', () => {
  const app = useDesktopApp()

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const cell = (page: Page, index = 0) => page.locator('section[aria-label="code cell"]').nth(index)

  /** Writes a cell anew, as a person does who selects all of it. */
  async function type(page: Page, text: string): Promise<void> {
    await cell(page).locator('pre.code').click()
    await cell(page).locator('.monaco-editor').waitFor()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(text)
  }

  /** What was written is in the journal. */
  const isKept = () =>
    expect.poll(() => app.journal()).toEqual([expect.stringContaining('precious')])

  test('shows the gallery first, and a notebook that is chosen in a dialog', async () => {
    await app.write('sum.ipynb', ['40 + 2'])
    const { answers } = await app.start()
    const page = await app.page()
    await page.getByRole('heading', { name: 'Library' }).waitFor()
    await takeScreenshots(page, 'desktop-gallery')
    answers.push([join(app.folder, 'sum.ipynb')])
    await button(page, 'Open…').click()
    await cell(page).getByText('40 + 2').waitFor()
    expect(await page.title()).toBe('sum.ipynb – Replilab')
    expect(app.complaints).toEqual([])
  })

  test('runs a notebook that is named, and saves it, and saves it under another name', async () => {
    const path = await app.write('sum.ipynb', ['40 + 2'])
    const { answers, asked } = await app.start(`file://${path}`)
    const page = await app.page()
    await button(page, 'Run all').click()
    await page.locator('.outputs').getByText('42', { exact: true }).waitFor()
    expect(await page.title()).toBe('● sum.ipynb – Replilab')
    await page.keyboard.press('ControlOrMeta+S')
    await expect.poll(() => app.read('sum.ipynb')).toContain('"42"')
    await expect.poll(() => page.title()).toBe('sum.ipynb – Replilab')
    answers.push([join(app.folder, 'copy')])
    app.choose('File', 'Save as…')
    await expect.poll(() => page.title()).toBe('copy.ipynb – Replilab')
    expect(await app.read('copy.ipynb')).toBe(await app.read('sum.ipynb'))
    expect(asked).toEqual([{ kind: 'save', text: 'sum.ipynb' }])
    expect(app.complaints).toEqual([])
  })

  test('stops a loop and keeps the variables', async () => {
    await app.start(
      await app.write('loop.ipynb', ['let kept = 41', 'while (true) kept += 0', 'kept + 1']),
    )
    const page = await app.page()
    await button(page, 'Run all').click()
    await cell(page, 1).getByText('running').waitFor()
    app.choose('Kernel', 'Stop')
    await cell(page, 1).getByText('stopped; its variables are kept').waitFor()
    await cell(page, 2).locator('pre.code').click()
    await page.keyboard.press('ControlOrMeta+Enter')
    await cell(page, 2).getByText('42', { exact: true }).waitFor()
    expect(app.complaints).toEqual([])
  })

  test('has menus of what can be done at present', async () => {
    const { state } = await app.start(await app.write('a.ipynb', ['1']))
    const page = await app.page()
    await cell(page).waitFor()
    const labels = () => state.menu?.items.map(({ label }) => label)
    await expect.poll(labels).toEqual(['File', 'Edit', 'Cell', 'Run', 'Kernel', 'View', 'Help'])
    const isEnabled = (id: string) => state.menu?.getMenuItemById(id)?.enabled
    expect(isEnabled('file.rename')).toBe(true)
    expect(isEnabled('cell.paste')).toBe(false)
    const { menu } = state
    app.choose('Cell', 'Copy cells')
    await expect.poll(() => isEnabled('cell.paste')).toBe(true)
    expect(state.menu).toBe(menu)
    app.choose('Cell', 'Paste cells below')
    await cell(page, 1).waitFor()
    app.choose('Help', 'About Replilab')
    await page.getByRole('dialog', { name: 'About Replilab' }).waitFor()
    await page.keyboard.press('Escape')
    app.choose('File', 'To the gallery')
    await page.getByRole('heading', { name: 'Library' }).waitFor()
    await expect.poll(labels).toEqual(['File', 'Edit', 'Run', 'View', 'Help'])
    app.choose('File', 'Recent notebooks', 'a.ipynb')
    await cell(page).waitFor()
    expect(app.complaints).toEqual([])
  })

  test('takes the files of a second start, each into a window, and finds those that are open', async () => {
    const first = await app.write('first.ipynb', ['1'])
    const second = await app.write('second.ipynb', ['2'])
    const { electron, screen } = await app.start()
    await (await app.page()).getByRole('heading', { name: 'Library' }).waitFor()
    const start = (...named: string[]) =>
      electron.app.emit('second-instance', {}, ['replilab', ...named], app.folder)
    start('first.ipynb')
    await expect.poll(async () => (await app.page()).title()).toBe('first.ipynb – Replilab')
    start('--some-switch', second)
    await expect.poll(() => screen.windows.length).toBe(2)
    await expect.poll(async () => (await app.page(1)).title()).toBe('second.ipynb – Replilab')
    start(first)
    await expect.poll(() => screen.focused).toBe(screen.windows[0])
    start()
    electron.app.emit('open-file', { preventDefault: () => undefined }, second)
    await expect.poll(() => screen.focused).toBe(screen.windows[1])
    expect(screen.windows).toHaveLength(2)
    const [a, b] = screen.windows.map((window) => window.getNormalBounds())
    expect([b.x - a.x, b.y - a.y]).toEqual([28, 28])
    expect(app.complaints).toEqual([])
  })

  test('asks before an address outside is opened, and goes nowhere itself', async () => {
    const links = { text: '[out](https://example.org/) [mail](mailto:me@example.org)' }
    const path = await app.write('a.ipynb', ['1', links])
    const { answers, asked, opened, screen } = await app.start(path)
    const page = await app.page()
    answers.push('Open', 'Cancel')
    await page.getByRole('link', { name: 'out' }).click()
    await expect.poll(() => opened.splice(0)).toEqual(['https://example.org/'])
    await page.getByRole('link', { name: 'mail' }).click()
    await expect.poll(() => asked.splice(0)).toHaveLength(2)
    const address = screen.windows[0].webContents.getURL()
    const go = (to: string) => page.evaluate(`location.href = '${to}'`)
    answers.push('Cancel', 'Open')
    await go('https://evil.example/1')
    await go('https://evil.example/2')
    await expect.poll(() => opened).toEqual(['https://evil.example/2'])
    expect(asked).toHaveLength(2)
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://evil.example/' }))`,
    )
    await page.waitForTimeout(200)
    expect(screen.windows[0].webContents.getURL()).toBe(address)
    expect(asked).toHaveLength(2)
  })

  test('saves what has a file before its window closes, and keeps where the window was', async () => {
    const { screen, state } = await app.start(await app.write('a.ipynb', ['1']))
    const page = await app.page()
    await type(page, 'const precious = 1')
    screen.windows[0].setBounds({ x: 50, y: 60, width: 1000, height: 700 })
    screen.windows[0].close()
    await expect.poll(() => state.isQuit).toBe(true)
    expect(await app.read('a.ipynb')).toContain('precious')
    expect(JSON.parse(await app.read('window.json'))).toEqual({
      x: 50,
      y: 60,
      width: 1000,
      height: 700,
      isMaximized: false,
    })
    const again = await app.start(join(app.folder, 'a.ipynb'))
    await cell(await app.page())
      .getByText('precious')
      .waitFor()
    expect(again.screen.windows[0].getNormalBounds()).toMatchObject({ x: 50, y: 60 })
    expect(app.complaints).toEqual([])
  })

  test('asks what becomes of edits that have no file, and does not quit when a person stays', async () => {
    const { electron, screen, state, asked, answers } = await app.start()
    const page = await app.page()
    await button(page, 'New notebook').click()
    await type(page, 'const precious = 1')
    electron.app.quit()
    const question = page.getByRole('dialog', { name: /Keep your edits/ })
    await question.waitFor()
    await button(page, 'Stay here').click()
    await question.waitFor({ state: 'detached' })
    expect(state.isQuit).toBe(false)
    // It still works: nothing has been stopped.
    answers.push([join(app.folder, 'mine.ipynb')])
    app.choose('File', 'Save')
    await expect.poll(() => page.title()).toBe('mine.ipynb – Replilab')
    app.choose('File', 'New notebook')
    await expect.poll(() => page.title()).toBe('untitled.ipynb – Replilab')
    await type(page, 'const precious = 2')
    electron.app.quit()
    await question.waitFor()
    await button(page, 'Keep for later').click()
    await expect.poll(() => state.isQuit).toBe(true)
    expect(screen.windows).toEqual([])
    await app.start()
    const next = await app.page()
    await button(next, 'Recover').click()
    await cell(next).getByText('precious = 2').waitFor()
    expect(asked).toEqual([{ kind: 'save', text: 'untitled.ipynb' }])
    expect(app.complaints).toEqual([])
  })

  test('closes a window without an answer of its page when a person insists', async () => {
    const { screen, state, answers, asked } = await app.start()
    const page = await app.page()
    await button(page, 'New notebook').click()
    await type(page, 'const precious = 1')
    await isKept()
    screen.windows[0].close()
    await page.getByRole('dialog', { name: /Keep your edits/ }).waitFor()
    answers.push('Wait', 'Close')
    screen.windows[0].close()
    await expect.poll(() => asked).toHaveLength(1)
    expect(screen.windows).toHaveLength(1)
    screen.windows[0].close()
    await expect.poll(() => state.isQuit).toBe(true)
    await isKept()
    expect(app.complaints).toEqual([])
  })

  test('opens files that are dropped, where they are', async () => {
    const path = await app.write('dropped.ipynb', ['1'])
    const { screen } = await app.start()
    const page = await app.page()
    await page.getByRole('heading', { name: 'Library' }).waitFor()
    await app.drop(page, path)
    await expect.poll(() => page.title()).toBe('dropped.ipynb – Replilab')
    await app.drop(page, await app.write('other.ipynb', ['2']))
    await expect.poll(() => screen.windows.length).toBe(2)
    await cell(await app.page(1)).waitFor()
    expect(app.complaints).toEqual([])
  })

  test('offers what a page left that crashed, or was ended as it did not answer', async () => {
    const { screen, answers, asked } = await app.start(await app.write('a.ipynb', ['1']))
    await type(await app.page(), 'const precious = 1')
    await isKept()
    const [window] = screen.windows
    answers.push('Load anew')
    await window.webContents.crash()
    await button(await app.page(), 'Recover').click()
    await cell(await app.page())
      .getByText('precious')
      .waitFor()
    answers.push('Load anew')
    window.emit('unresponsive')
    await expect.poll(() => asked).toHaveLength(2)
    await button(await app.page(), 'Recover').click()
    await cell(await app.page())
      .getByText('precious')
      .waitFor()
    expect(asked.map(({ text }) => text)).toEqual([
      'This window has crashed.',
      'This window does not answer.',
    ])
    expect(screen.windows).toEqual([window])
  })

  test('keeps no system from its end', async () => {
    const { electron, state, asked } = await app.start()
    const page = await app.page()
    await button(page, 'New notebook').click()
    await type(page, 'const precious = 1')
    await isKept()
    electron.powerMonitor.emit('shutdown')
    electron.app.quit()
    await expect.poll(() => state.isQuit).toBe(true)
    expect(asked).toEqual([])
    await isKept()
    expect(app.complaints).toEqual([])
  })

  test('offers what the program left that was killed', async () => {
    await app.start()
    const page = await app.page()
    await button(page, 'New notebook').click()
    await type(page, 'const precious = 1')
    await isKept()
    await app.start()
    const next = await app.page()
    await next.getByRole('heading', { name: 'Unsaved work' }).waitFor()
    await button(next, 'Recover').click()
    await cell(next).getByText('precious').waitFor()
    expect(app.complaints).toEqual([])
  })
})

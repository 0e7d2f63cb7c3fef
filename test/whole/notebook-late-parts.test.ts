import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createCell, createNotebook, serializeNotebook } from '../../notebooks/document/index.ts'
import { useBrowserApp } from '../tools/browser-app.ts'

const source = 'const many = 12\n'
const notebook = createNotebook([createCell('code', 'only', source)])

describe('parts of the page that come late', () => {
  const app = useBrowserApp()

  test.each([
    ['the editor', /LiveEditor-/],
    ['its worker for TypeScript', /cell-worker-/],
    ['its worker for text', /text-worker-/],
  ])('are asked for until they come: %s', async (_name, part) => {
    await writeFile(join(app.folder, 'mine.ipynb'), serializeNotebook(notebook))
    let refused = 0
    await app.page.route(part, (route) => {
      refused += 1
      return route.abort()
    })
    await app.page.goto(`${await app.serve()}&open=file%3Amine.ipynb`)
    const cell = app.codeCell(0)
    await cell.locator('pre.code').click()
    await expect.poll(() => refused).toBeGreaterThan(1)
    await cell.getByText('many').first().waitFor()

    await app.page.unroute(part)
    await cell.locator('.monaco-editor').waitFor()
    await app.page.keyboard.press('Control+End')
    await app.page.keyboard.type('many.toFix', { delay: 20 })
    await app.page.locator('.suggest-widget').getByText('toFixed').first().waitFor()
    const thrown = app.complaints.splice(0).filter((one) => one.startsWith('thrown:'))
    expect(thrown).toEqual([])
  })

  test('say so in their place when they do not come', async () => {
    await writeFile(join(app.folder, 'mine.ipynb'), serializeNotebook(notebook))
    await app.page.route(/LiveEditor-/, (route) => route.abort())
    await app.page.goto(`${await app.serve()}&open=file%3Amine.ipynb`)
    const cell = app.codeCell(0)
    await cell.locator('pre.code').click()
    await cell.getByText('This part of the page is still being loaded.').waitFor()
    await cell.getByText('This part of the page could not be loaded').waitFor()
    await cell.getByText('many').waitFor()
    app.complaints.length = 0
  })
})

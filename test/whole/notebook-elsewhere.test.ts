import { describe, expect, test } from 'vitest'
import { chromiumPath, takeScreenshots } from '../tools/browser.ts'
import { useBrowserApp } from '../tools/browser-app.ts'
import { otherAddress } from '../tools/other-address.ts'

/* Where browsers trust an address less; skipped where Debian's Chromium is not installed, or this machine has no address besides loopback. */
describe.skipIf(chromiumPath === undefined || otherAddress === undefined)(
  'the notebook at an address that other machines can reach',
  () => {
    const app = useBrowserApp()

    test('runs cells, and says that a stop takes the variables with it', async () => {
      await app.page.goto(await app.serve('--host', otherAddress!))
      const why = /At this address the browser shares no memory with cells.* are lost/
      await app.page.getByRole('status', { name: 'Notices' }).getByText(why).waitFor()
      await takeScreenshots(app.page, 'elsewhere')
      await app.button('New notebook').click()
      await app.codeCell(0).locator('pre.code').click()
      await app.page.locator('.monaco-editor').waitFor()
      await app.page.keyboard.insertText('const kept = 41')
      await app.page.keyboard.press('Alt+Enter')
      await app.codeCell(0).getByText('done').waitFor()
      await app.codeCell(1).locator('.monaco-editor').waitFor()
      await app.page.keyboard.insertText('while (true) Math.max(kept, 1)')
      await app.page.keyboard.press('Control+Enter')
      await app.codeCell(1).getByText('running').waitFor()
      await app.button('Stop').click()
      await app.codeCell(1).getByText(why).waitFor()
      await app.button('Restart and run to here').waitFor()
      // Of a header that the browser does not heed here, and says so.
      const others = app.complaints.filter((one) => !one.includes('Cross-Origin-Opener-Policy'))
      expect(others).toEqual([])
    })
  },
)

import type { Page } from 'playwright-core'

/** Milliseconds from the key that runs a cell until its result is on the page; the kernel is started for it. */
export const firstResult = (page: Page): Promise<number> => runAndSee(page, '1+1', '2')

/** The same, again and again in the kernel that runs. */
export async function laterResults(page: Page, count: number): Promise<number[]> {
  const millis: number[] = []
  for (let at = 2; at < 2 + count; at++) {
    // A cell that was run is chosen, and written again after Enter.
    await page.keyboard.press('Enter')
    await page.locator('.monaco-editor.focused').waitFor()
    millis.push(await runAndSee(page, `1+${at}`, `${1 + at}`))
  }
  return millis
}

async function runAndSee(page: Page, source: string, result: string): Promise<number> {
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(source)
  await page.evaluate(`void (probes.waiting = probes.shown(${JSON.stringify(result)}))`)
  await page.keyboard.press('Control+Enter')
  return page.evaluate<number>('probes.waiting')
}

/** Milliseconds from the beginning of a navigation until cells are seen and the page is idle. */
export async function open(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('section[aria-label="code cell"]').first().waitFor()
  return page.evaluate<number>('probes.idle()')
}

/** Milliseconds that each key of a text keeps the page from drawing. */
export async function typing(page: Page, text: string): Promise<number[]> {
  await page.evaluate('probes.listenToKeys()')
  await page.keyboard.press('Control+End')
  await page.keyboard.type(text, { delay: 60 })
  await page.waitForTimeout(500)
  return page.evaluate<number[]>('probes.keyMillis')
}

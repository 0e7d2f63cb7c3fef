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

/** What is typed to measure keys, a line at a time: enough of them that one in twenty is more than the first few, for which nothing is compiled yet. */
const typedLine = 'const abcdefgh = 12345 + 67890; const other = abcdefgh * 2\n'
const typedLines = 4

/** Milliseconds from each key of some lines, written into the cell that has the editor, until the page has drawn it. */
export async function typing(page: Page): Promise<number[]> {
  await page.keyboard.press('Control+End')
  await page.evaluate('probes.listenToKeys()')
  await page.keyboard.type(typedLine.repeat(typedLines), { delay: 60 })
  await page.waitForTimeout(500)
  return page.evaluate<number[]>('probes.keyMillis')
}

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'

const folder = fileURLToPath(new URL('../screenshots', import.meta.url))

/** How long a picture has to come to rest: windows are looked at anew, and frames take over new colours. */
const REST_MILLIS = 350

/** Writes what an element shows, in light and in dark, to `test/screenshots`. */
export async function picture(page: Page, element: Locator, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await page.mouse.move(1, 1)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForTimeout(REST_MILLIS)
    await element.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** All rows of some kinds of the table view, which are drawn as they are scrolled to. */
export async function rowsOf(table: Locator, ...kinds: readonly string[]): Promise<string> {
  const page = table.page()
  for (const box of await table.getByRole('checkbox').all()) await box.setChecked(false)
  for (const kind of kinds) await table.getByRole('checkbox', { name: kind }).setChecked(true)
  const grid = table.getByRole('grid')
  const rows = new Set<string>()
  const height = await grid.evaluate(({ scrollHeight }) => scrollHeight)
  for (let top = 0; top < height; top += 200) {
    await grid.evaluate((element, to) => element.scrollTo(0, to), top)
    await page.waitForTimeout(50)
    for (const row of await grid.getByRole('row').allInnerTexts()) {
      rows.add(row.replace(/\s+/g, ' '))
    }
  }
  return [...rows].join('\n')
}

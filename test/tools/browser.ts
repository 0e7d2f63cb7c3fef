import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Debian's Chromium; undefined where it is not installed. */
export const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)

/** Loads the driver only now: it is much code, for which the benchmark's other measurements would pay at every collection of garbage. */
export async function launchChromium(): Promise<Browser> {
  const { chromium } = await import('playwright-core')
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
}

/** Debian's Firefox; undefined where it is not installed. */
export const firefoxPath = ['/usr/bin/firefox-esr'].find(existsSync)

const firefoxProgram = join(root, 'test/tools/programs/firefox.mjs')

/** By the protocol of browsers that Playwright has not built itself. */
export async function launchFirefox(): Promise<Browser> {
  const { firefox } = await import('playwright-core')
  return firefox.launch({ channel: 'moz-firefox', executablePath: firefoxProgram })
}

/** What a page writes to its console as a warning or error, or throws, is added to these. */
export function complaintsOf(page: Page, complaints: string[] = []): string[] {
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  return complaints
}

/** Writes what the page shows, in light and in dark, to `test/screenshots`. Firefox cannot be told to be dark. */
export async function takeScreenshots(page: Page, name: string): Promise<void> {
  if (page.context().browser()?.browserType().name() === 'firefox') return
  const folder = join(root, 'test/screenshots')
  await mkdir(folder, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Frames of outputs take over the colours of their page when they are drawn next.
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

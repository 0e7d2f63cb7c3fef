import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { chromiumPath, launchChromium } from '../../tools/browser.ts'
import { hostAddress, startProgram } from '../../tools/started-program.ts'
import { firstResult, laterResults, open, typing } from './moments.ts'
import type { PageResults } from './results.ts'
import { measureTimeline, millionEvents } from './timeline.ts'
import { countBytes } from './traffic.ts'

const CELLS = 2_000
const TYPED_CELL = 500

/** Measures the notebook as it is served to a browser from the current folder, the project's; undefined where Debian's Chromium is not installed. */
export async function measurePage(): Promise<PageResults | undefined> {
  if (chromiumPath === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'replilab-bench-'))
  await writeFile(join(folder, 'one.ipynb'), notebook(['1+1']))
  await writeFile(join(folder, 'many.ipynb'), notebook(manyCells()))
  await writeFile(join(folder, 'million.ipynb'), notebook([millionEvents]))
  const program = startProgram(
    process.execPath,
    ['main/cli/launch.mjs', 'serve', folder, '--port', '0', '--no-open'],
    { env: { REPLILAB_HOME: folder, CI: 'true' } },
  )
  const browser = await launchChromium()
  try {
    return await measure(browser, await program.printed(hostAddress))
  } finally {
    await browser.close()
    await program.end('SIGTERM')
    await rm(folder, { recursive: true })
  }
}

async function measure(browser: Browser, address: string): Promise<PageResults> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
  await page.addInitScript({ path: 'test/bench/page/probes.js' })
  const traffic = countBytes(page)
  await page.goto(address)
  await page.getByRole('heading', { name: 'Library' }).waitFor()
  await page.waitForLoadState('networkidle')
  const firstLoadBytes = await traffic()
  const origin = new URL(address).origin
  await page.goto(placeAddress(origin, 'one.ipynb'))
  await writeCell(page, 0)
  await page.waitForLoadState('networkidle')
  const editorLoadBytes = (await traffic()) - firstLoadBytes
  const firstResultMillis = await firstResult(page)
  const resultMillis = median(await laterResults(page, 20))
  await page.keyboard.press('Enter')
  await page.locator('.monaco-editor.focused').waitFor()
  const keysAlone = await typing(page)
  const openMillis = await open(page, placeAddress(origin, 'many.ipynb'))
  await writeCell(page, TYPED_CELL - 1)
  const keys = await typing(page)
  await page.goto(placeAddress(origin, 'million.ipynb'))
  await writeCell(page, 0)
  const timeline = await measureTimeline(page, quantile)
  return {
    firstResultMillis,
    resultMillis,
    openMillis,
    cells: CELLS,
    typing95Millis: quantile(keys, 0.95),
    typingMillis: median(keys),
    typingAlone95Millis: quantile(keysAlone, 0.95),
    typingAloneMillis: median(keysAlone),
    firstLoadBytes,
    editorLoadBytes,
    timeline,
  }
}

const placeAddress = (origin: string, name: string): string =>
  `${origin}/?open=${encodeURIComponent(`file:${name}`)}`

/** Brings a cell into view, and an editor into it. */
async function writeCell(page: Page, index: number): Promise<void> {
  const cell = page.locator('section[aria-label="code cell"]').nth(index)
  await cell.scrollIntoViewIfNeeded()
  await cell.locator('pre.code').click()
  await cell.locator('.monaco-editor').waitFor()
}

const manyCells = (): string[] =>
  Array.from(
    { length: CELLS },
    (_, at) => `const value${at} = ${at === 0 ? '1' : `value${at - 1} + 1`}\nvalue${at} * 2`,
  )

const notebook = (sources: readonly string[]): string =>
  JSON.stringify({
    cells: sources.map((source, at) => ({
      cell_type: 'code',
      execution_count: null,
      id: `cell-${at}`,
      metadata: {},
      outputs: [],
      source,
    })),
    metadata: {
      kernelspec: { display_name: 'Replilab', language: 'typescript', name: 'replilab' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  })

const median = (values: readonly number[]): number => quantile(values, 0.5)

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

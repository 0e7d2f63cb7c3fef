import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BareBrowser, type BarePage, startBareBrowser } from '../tools/bare-browser.ts'
import { chromiumPath } from '../tools/browser.ts'
import { hostAddress, type StartedProgram, startProgram } from '../tools/started-program.ts'

const launcher = fileURLToPath(new URL('../../main/cli/launch.mjs', import.meta.url))

/** Chromium gives itself such a limit on Linux, but not when it runs as root: 8 or 16 GiB, by what the machine has. */
const processMebibytes = 3 * 1024

/* What becomes of a notebook whose kernel dies, in Debian's Chromium; skipped where that is not installed. */
describe.skipIf(chromiumPath === undefined)('a kernel that dies', () => {
  let folder: string
  let program: StartedProgram
  let browser: BareBrowser
  let address: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replilab-memory-'))
    program = startProgram(
      process.execPath,
      [launcher, 'serve', folder, '--port', '0', '--no-open'],
      {
        env: { REPLILAB_HOME: join(folder, 'home'), CI: 'true' },
      },
    )
    address = await program.printed(hostAddress)
    browser = await startBareBrowser(processMebibytes)
  })
  afterEach(async () => {
    await browser.end()
    await program.end('SIGKILL')
    await rm(folder, { recursive: true, maxRetries: 10, retryDelay: 100 })
  })

  const why = 'The kernel ran out of memory, or its process was ended from outside'
  const reads = (text: string) => `document.body.innerText.includes(${JSON.stringify(text)})`

  const isWritten = 'document.querySelector(".monaco-editor.focused") !== null'
  const lastOutput = (text: string) =>
    `[...document.querySelectorAll('.outputs')].at(-1).innerText.trim() === '${text}'`

  /** A new notebook, with its first cell run. */
  async function openNew(source: string): Promise<BarePage> {
    const page = await browser.open(address)
    await page.click('button', 'New notebook')
    await page.click('pre.code')
    await page.until(isWritten)
    await page.write(source)
    await page.enter('Alt')
    await page.until('document.querySelectorAll(".outputs").length === 2')
    await page.until(reads('done'))
    await page.until(isWritten)
    return page
  }

  test('of memory that a cell has filled takes nothing with it, and is restarted', async () => {
    const page = await openNew('let kept = 20')
    await page.write(
      'const all: number[][] = []\nwhile (kept === 20) all.push(new Array(1_000_000).fill(1.5))\nkept',
    )
    await page.enter('Control')
    await page.until(reads(why))
    await page.until(reads('let kept = 20'))
    await page.click('pre.code')
    await page.until(isWritten)
    await page.write('let kept = 10 // ')
    await page.click('button', 'Restart and run to here')
    await page.until(lastOutput('10'))
    await page.until(`!${reads(why)}`)
  })

  test('is not one that arrays have filled: the cell fails and says why, the variables are kept', async () => {
    const page = await openNew('let kept = 20')
    await page.write(`const all: Uint8Array[] = []
if (kept === 20) {
  kept = 41
  while (true) all.push(new Uint8Array(10_000_000).fill(1))
}
kept + 1`)
    await page.enter('Control')
    await page.until(reads('Array buffer allocation failed: this kernel gets no more memory'))
    await page.enter('Control')
    await page.until(lastOutput('42'))
  })

  test('while nothing runs is noticed, and takes no other with it', async () => {
    const page = await openNew('const kept = 41')
    const [frame] = await browser.frames()
    expect(frame).toMatch(/^http:\/\/kernel-[0-9a-f]{24}\.localhost:\d+\//)
    const other = await openNew('const kept = 41')
    await browser.crash(frame)
    await page.until(reads(why))
    await page.click('button', 'Restart and run to here')
    await page.until(reads('done'))
    await other.write('kept + 1')
    await other.enter('Control')
    await other.until(lastOutput('42'))
  })
})

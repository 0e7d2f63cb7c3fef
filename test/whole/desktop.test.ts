import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron as electron } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { electronBinary } from '../../main/cli/start/desktop.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const binary = electronBinary(root)
const hasScreen =
  process.platform !== 'linux' ||
  Boolean(process.env.DISPLAY) ||
  Boolean(process.env.WAYLAND_DISPLAY)

const notebook = {
  cells: [
    {
      cell_type: 'code',
      execution_count: null,
      id: 'sum',
      metadata: {},
      outputs: [],
      source: ['40 + 2'],
    },
  ],
  metadata: { kernelspec: { display_name: 'Replilab', language: 'typescript', name: 'replilab' } },
  nbformat: 4,
  nbformat_minor: 5,
}

/* Skipped where Electron's binary was not fetched, or no screen is there to open a window on. */
describe.skipIf(binary === null || !hasScreen)('the desktop app', () => {
  test('opens a notebook that is named, runs and saves it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'replilab-desktop-'))
    const path = join(folder, 'sum.ipynb')
    await writeFile(path, JSON.stringify(notebook))
    const app = await electron.launch({
      executablePath: binary ?? '',
      args: ['--no-sandbox', join(root, 'out/main/desktop.js'), path],
      env: { ...process.env, REPLILAB_HOME: folder } as Record<string, string>,
    })
    try {
      const page = await app.firstWindow()
      await page.getByRole('button', { name: 'Run all', exact: true }).click()
      await page.locator('.outputs').getByText('42', { exact: true }).waitFor()
      await page.keyboard.press('ControlOrMeta+S')
      await expect.poll(() => readFile(path, 'utf8')).toContain('"42"')
      // What a stop that keeps the variables stands on, and a process for each kernel.
      expect(await page.evaluate('crossOriginIsolated')).toBe(true)
      expect(page.frames().some((frame) => frame.url().startsWith('replilab://kernel-'))).toBe(true)
    } finally {
      await app.close()
      await rm(folder, { recursive: true })
    }
  })
})

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runInBrowser } from '../tools/fingerprints/in-browser.ts'
import { fingerprints } from '../tools/fingerprints/scenarios.ts'

/**
 * The pinned fingerprints: the same on Node 20, the newest Node, Chromium and Firefox. They change only with the engine's behaviour, which the
 * changelog then names; `FINGERPRINTS=write` writes them.
 */
const pinnedFile = fileURLToPath(new URL('../fixtures/fingerprints.json', import.meta.url))
if (process.env.FINGERPRINTS === 'write') {
  writeFileSync(pinnedFile, `${JSON.stringify(fingerprints(), null, 2)}\n`)
}
const pinned = JSON.parse(readFileSync(pinnedFile, 'utf8'))

const folder = mkdtempSync(join(tmpdir(), 'replilab-fingerprints-'))
const newestNode = process.env.REPLILAB_NEWEST_NODE ?? ''
const has = (command: string): boolean => spawnSync('which', [command]).status === 0

async function bundle(name: 'print' | 'page', format: 'es' | 'iife'): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      lib: {
        entry: fileURLToPath(new URL(`../tools/fingerprints/${name}.ts`, import.meta.url)),
        name,
        formats: [format],
        fileName: () => `${name}.mjs`,
      },
      outDir: folder,
      emptyOutDir: false,
    },
  })
  return join(folder, `${name}.mjs`)
}

let page = ''
beforeAll(async () => {
  page = readFileSync(await bundle('page', 'iife'), 'utf8')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a dozen scenarios give their pinned fingerprints', () => {
  expect(Object.keys(pinned).length).toBe(12)
  expect(fingerprints()).toEqual(pinned)
})

test('built and started as a program, they give the same', async () => {
  const program = await bundle('print', 'es')
  expect(JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' }))).toEqual(
    pinned,
  )
})

test.skipIf(!existsSync(newestNode))(
  'the newest Node gives the same (skipped where REPLILAB_NEWEST_NODE names none)',
  async () => {
    const version = execFileSync(newestNode, ['--version'], { encoding: 'utf8' })
    expect(Number(version.slice(1).split('.')[0])).toBeGreaterThan(
      Number(process.versions.node.split('.')[0]),
    )
    const program = await bundle('print', 'es')
    expect(JSON.parse(execFileSync(newestNode, [program], { encoding: 'utf8' }))).toEqual(pinned)
  },
)

test.skipIf(!has('chromium'))(
  'Chromium gives the same (skipped where it is not installed)',
  async () => {
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
    ]
    const result = await runInBrowser(
      'chromium',
      (profile, address) => [...flags, `--user-data-dir=${profile}`, address],
      page,
    )
    expect(JSON.parse(result)).toEqual(pinned)
  },
)

test.skipIf(!has('firefox-esr'))(
  'Firefox gives the same (skipped where it is not installed)',
  async () => {
    const result = await runInBrowser(
      'firefox-esr',
      (profile, address) => ['--headless', '--no-remote', '--profile', profile, address],
      page,
    )
    expect(JSON.parse(result)).toEqual(pinned)
  },
)

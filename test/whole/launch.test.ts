import { execFile, spawnSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const launcher = fileURLToPath(new URL('../../main/cli/launch.mjs', import.meta.url))

/** Builds a program of two files, one of which has another name each time. */
const builder = `
const { mkdirSync, writeFileSync } = require('node:fs')
const folder = process.argv[process.argv.indexOf('--outDir') + 1] + '/main'
mkdirSync(folder + '/chunks', { recursive: true })
writeFileSync(folder + '/chunks/' + process.env.CHUNK + '.js', '')
writeFileSync(folder + '/cli.js', '')
`

describe('what a checkout builds when it is started', () => {
  let root: string
  const chunks = () => readdir(join(root, 'out/main/chunks'))

  /** Has the program built from sources of now, and makes what was built as old as is told. */
  async function build(chunk: string, hoursOld: number): Promise<void> {
    const now = new Date()
    await utimes(join(root, 'engine/index.ts'), now, now)
    const env = { ...process.env, CHUNK: chunk }
    await promisify(execFile)(process.execPath, [join(root, 'main/cli/launch.mjs'), 'help'], {
      env,
    })
    const then = new Date(now.getTime() - hoursOld * 3_600_000)
    for (const file of ['cli.js', `chunks/${chunk}.js`]) {
      await utimes(join(root, 'out/main', file), then, then)
    }
  }

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'replilab-launch-'))
    const files = {
      '.git/HEAD': '',
      'package.json': '{"type":"module"}',
      'engine/index.ts': '',
      'notebooks/index.ts': '',
      'node_modules/electron-vite/package.json': '{}',
      'node_modules/electron-vite/bin/electron-vite.js': builder,
      'main/cli/launch.mjs': '',
    }
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), text)
    }
    await copyFile(launcher, join(root, 'main/cli/launch.mjs'))
  })
  afterEach(() => rm(root, { recursive: true }))

  test('keeps the files of the build before, which may still run, and no older ones', async () => {
    await build('first', 3)
    await build('second', 2)
    expect(await chunks()).toEqual(['first.js', 'second.js'])
    await build('third', 1)
    expect(await chunks()).toEqual(['second.js', 'third.js'])
  })

  test('takes away what killed builds have left, and nothing of builds that go on', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    for (const left of [`.build-${pid}`, `.build-${process.pid}`]) {
      await mkdir(join(root, 'out', left, 'main'), { recursive: true })
    }
    await build('first', 1)
    expect((await readdir(join(root, 'out'))).sort()).toEqual([`.build-${process.pid}`, 'main'])
  })
})

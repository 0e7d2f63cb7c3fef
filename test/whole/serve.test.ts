import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { showDesktop } from '../../main/cli/start/desktop.ts'
import { hostAddress, type StartedProgram, startProgram } from '../tools/started-program.ts'
import { openWebPage } from '../tools/web-client.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = join(root, 'out/main/cli.js')

let folder: string
let home: string
const started: StartedProgram[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replilab-serve-'))
  home = await mkdtemp(join(tmpdir(), 'replilab-home-'))
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((program) => program.end('SIGKILL')))
  await Promise.all([folder, home].map((path) => rm(path, { recursive: true })))
})

/** No browser is opened in continuous integration. */
const environment = () => ({ ...process.env, REPLILAB_HOME: home, CI: 'true' })

/** Builds program and page when they are older than their sources, once for all tests here. */
beforeAll(async () => {
  const help = startProgram(process.execPath, [
    join(root, 'main/cli/launch.mjs'),
    'serve',
    '--help',
  ])
  await help.printed(/--no-open/)
}, 600_000)

function launch(...args: string[]): StartedProgram {
  const program = startProgram(process.execPath, [built, ...args], { env: environment() })
  started.push(program)
  return program
}

const serve = (...args: string[]) => launch('serve', folder, '--port', '0', ...args)

describe('replilab serve', () => {
  test('shows the page and its library, and ends in order when it is asked to', async () => {
    const program = serve('--no-open')
    const page = await openWebPage(await program.printed(hostAddress))
    expect(await page.api.describe()).toMatchObject({ kind: 'browser', folder, notices: [] })
    const shipped = (await readdir(join(root, 'notebooks/library'))).filter((name) =>
      /ipynb$/.test(name),
    )
    expect(await page.api.listLibrary()).toHaveLength(shipped.length)
    expect(await program.end('SIGTERM')).toBe(0)
    expect(await page.closed).toBe(1001)
    expect(program.output()).not.toContain('browser')
  })

  test('says why it opens no browser, and ends in order by Ctrl+C too', async () => {
    const program = serve()
    await program.printed(/^No browser was opened, as this is a continuous integration\.$/m)
    expect(await program.end('SIGINT')).toBe(0)
  })

  test('loses nothing that was journalled when it is killed', async () => {
    const killed = serve('--no-open')
    const page = await openWebPage(await killed.printed(hostAddress))
    const entry = {
      id: 'abcdefgh',
      place: 'file:a.ipynb',
      text: 'unsaved',
      base: null,
      keptMillis: 5,
    } as const
    expect(await page.api.keepJournal(entry)).toEqual({ ok: true, value: null })
    expect(await killed.end('SIGKILL')).toBe('SIGKILL')
    const next = await openWebPage(await serve('--no-open').printed(hostAddress))
    expect(await next.api.listJournals()).toEqual([entry])
  })

  test('leaves a whole notebook when it is killed while it saves', async () => {
    const text = (mark: string) => mark.repeat(20_000_000)
    await writeFile(join(folder, 'a.ipynb'), text('a'))
    for (const delayMillis of [5, 20, 60]) {
      const program = serve('--no-open')
      const page = await openWebPage(await program.printed(hostAddress))
      page.socket.on('error', () => undefined)
      const saving = page.api.save({ place: 'file:a.ipynb', text: text('b'), replaces: 'any' })
      saving.catch((error) => expect(String(error)).toContain('birpc'))
      await new Promise((resolve) => setTimeout(resolve, delayMillis))
      await program.end('SIGKILL')
      const left = await readFile(join(folder, 'a.ipynb'), 'utf8')
      expect(left === text('a') || left === text('b')).toBe(true)
    }
  })

  test.skipIf(process.platform === 'win32')(
    'leaves the notebook as it was when the disk takes only a part of the new one',
    async () => {
      await writeFile(join(folder, 'a.ipynb'), 'first')
      const command = `ulimit -f 200 && exec "${process.execPath}" "${built}" serve "${folder}" --port 0 --no-open`
      const program = startProgram('/bin/sh', ['-c', command], { env: environment() })
      started.push(program)
      const { api } = await openWebPage(await program.printed(hostAddress))
      const save = (length: number) =>
        api.save({ place: 'file:a.ipynb', text: 'x'.repeat(length), replaces: 'any' })
      expect(await save(1_000_000)).toMatchObject({
        problem: { message: 'a.ipynb does not fit: no file may be as large here.' },
      })
      expect(await readFile(join(folder, 'a.ipynb'), 'utf8')).toBe('first')
      expect(await readdir(folder)).toEqual(['a.ipynb'])
      expect(await save(1_000)).toMatchObject({ ok: true })
    },
  )

  test('says in one line why it cannot', async () => {
    const nowhere = launch('serve', join(folder, 'nowhere'), '--no-open')
    expect(await nowhere.printed(/replilab: .*/)).toMatch(/nowhere does not exist\.$/)
    const first = serve('--no-open')
    const { port } = new URL(await first.printed(hostAddress))
    const second = launch('serve', folder, '--port', port, '--no-open')
    expect(await second.printed(/replilab: Port .*/)).toContain(`Port ${port} is taken`)
  })

  test('warns when other machines are let in', async () => {
    const program = serve('--no-open', '--host', '0.0.0.0')
    await program.printed(hostAddress)
    expect(program.output()).toMatch(/replilab: warning: other machines can reach/)
  })
})

describe('replilab start', () => {
  test('says in one sentence why there is no desktop app, and serves the same notebook', async () => {
    const program = launch('start', folder)
    const page = await openWebPage(await program.printed(hostAddress))
    expect(await page.api.listFolder()).toEqual({ entries: [] })
    expect(program.output()).toMatch(
      /^The desktop app cannot be opened, as .*\. The same notebook is served to your browser\.$/m,
    )
    expect(await program.end('SIGTERM')).toBe(0)
  })
})

describe.skipIf(process.platform === 'win32')(
  'the desktop app (its stand-in is a shell script)',
  () => {
    const shown = (onFetch = () => undefined) =>
      showDesktop({
        root: folder,
        environment: { DISPLAY: ':0' },
        interrupted: new AbortController().signal,
        onFetch,
      })

    async function place(path: string, text: string): Promise<void> {
      await mkdir(join(folder, path, '..'), { recursive: true })
      await writeFile(join(folder, path), text)
      await chmod(join(folder, path), 0o755)
    }

    test('is not tried where it was not built', async () => {
      expect(await shown()).toMatchObject({
        problem: {
          message: 'The desktop app cannot be opened, as it is not part of this version.',
        },
      })
    })

    test('is fetched the first time, and its exit code is ours', async () => {
      await place('out/main/desktop.js', '')
      const electron = 'node_modules/electron'
      await place(
        `${electron}/install.js`,
        `const fs = require('node:fs')
       fs.mkdirSync(__dirname + '/dist')
       fs.writeFileSync(__dirname + '/dist/electron', '#!/bin/sh\\necho shown >> ${folder}/shown; exit 7', { mode: 0o755 })
       fs.writeFileSync(__dirname + '/path.txt', 'electron')`,
      )
      let fetches = 0
      const onFetch = () => void fetches++
      expect(await shown(onFetch as () => undefined)).toEqual({ ok: true, value: 7 })
      expect(await shown(onFetch as () => undefined)).toEqual({ ok: true, value: 7 })
      expect(fetches).toBe(1)
      expect(await readFile(join(folder, 'shown'), 'utf8')).toBe('shown\nshown\n')
    })

    test('that the system ends at once is said to be so', async () => {
      await place('out/main/desktop.js', '')
      await place('node_modules/electron/path.txt', 'electron')
      await place('node_modules/electron/dist/electron', '#!/bin/sh\nkill -TRAP $$')
      expect(await shown()).toMatchObject({
        problem: {
          message: 'The desktop app cannot be opened, as it was ended by SIGTRAP at once.',
        },
      })
    })

    test('that cannot be fetched is said to be so', async () => {
      await place('out/main/desktop.js', '')
      await place('node_modules/electron/install.js', 'process.exit(1)')
      expect(await shown()).toMatchObject({
        problem: {
          message:
            'The desktop app cannot be opened, as Electron could not be fetched from its site.',
        },
      })
    })

    test('whose binary does not start is said to be so', async () => {
      await place('out/main/desktop.js', '')
      await place('node_modules/electron/path.txt', 'electron')
      await place('node_modules/electron/dist/electron', '#!/nowhere')
      expect(existsSync(join(folder, 'node_modules/electron/dist/electron'))).toBe(true)
      expect(await shown()).toMatchObject({ problem: { code: 'desktop/not-started' } })
    })
  },
)

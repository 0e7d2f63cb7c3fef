import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fail, ok } from '../../../engine/index.ts'
import type { CommandHost, ServedFolder } from '../../../main/cli/command-host.ts'
import { readShown } from '../../../main/cli/shown-notebook.ts'
import { whyNoWindow } from '../../../main/cli/start/display.ts'
import { createWorkplace, type Workplace } from './cli-in-process.ts'

let workplace: Workplace
beforeEach(async () => {
  workplace = await createWorkplace()
})
afterEach(() => workplace.remove())

test.each([
  ['--port', '70000', '--port takes a whole number from 0 to 65535, not "70000".'],
  ['--port', '-1', '--port takes a whole number from 0 to 65535, not "-1".'],
  ['--port', '1e3', '--port takes a whole number from 0 to 65535, not "1e3".'],
])('serve %s %s is refused', async (...args) => {
  const sentence = args.pop()
  const answer = await workplace.run('serve', ...args)
  expect(answer).toMatchObject({ code: 4, error: `replilab: ${sentence}\n` })
})

test('serve of what is no folder is refused', async () => {
  await workplace.write('a.txt', '')
  expect(await workplace.run('serve', workplace.path('a.txt'))).toMatchObject({
    code: 4,
    error: 'replilab: a.txt is a file, not a folder.\n',
  })
})

/** A machine that was interrupted already, and notes what is asked of it. */
function machine(desktop: Awaited<ReturnType<CommandHost['showDesktop']>>) {
  const asked: string[] = []
  const served: ServedFolder = {
    address: 'http://127.0.0.1:1/?token=printed',
    addressForOnce: () => 'http://127.0.0.1:1/?token=once',
    port: 1,
    folder: '/notebooks',
    isOpenToOthers: false,
    stop: async () => void asked.push('stop'),
  }
  const host: Partial<CommandHost> = {
    serveFolder: async ({ folder, port }) => {
      asked.push(`serve ${folder} ${port}`)
      return ok(served)
    },
    openBrowser: async (address) => {
      asked.push(`open ${address}`)
      return ok(null)
    },
    showDesktop: async ({ notebook }) => {
      if (notebook !== undefined) asked.push(`desktop ${notebook}`)
      return desktop
    },
    interrupted: AbortSignal.timeout(50),
  }
  return { asked, host }
}

const noDesktop = fail({ code: 'desktop/no-window', message: 'There is no desktop.' })

test('start shows the desktop app, and nothing else where that can be had', async () => {
  const { asked, host } = machine(ok(0))
  const other = await createWorkplace({ host })
  expect(await other.run('start')).toEqual({ code: 0, out: '', error: '' })
  expect(asked).toEqual([])
  await other.remove()
})

test('start serves to a browser where it cannot, and says so; what is printed is not what the browser gets', async () => {
  const { asked, host } = machine(noDesktop)
  const other = await createWorkplace({ host })
  const { code, out, error } = await other.run('start', 'somewhere')
  expect({ code, error }).toEqual({
    code: 0,
    error: 'There is no desktop. The same notebook is served to your browser.\n',
  })
  expect(out).toContain('\n    http://127.0.0.1:1/?token=printed\n')
  expect(asked).toEqual([
    'serve somewhere undefined',
    'open http://127.0.0.1:1/?token=once',
    'stop',
  ])
  await other.remove()
})

test('a notebook in place of a command is opened, on the desktop or in a browser', async () => {
  const { asked, host } = machine(noDesktop)
  const other = await createWorkplace({ host })
  const { out } = await other.run('some/where/a b.ipynb')
  const open = '&open=file%3Aa%20b.ipynb'
  expect(out).toContain(`\n    http://127.0.0.1:1/?token=printed${open}\n`)
  expect(asked).toEqual([
    `desktop ${resolve('some/where/a b.ipynb')}`,
    'serve some/where undefined',
    `open http://127.0.0.1:1/?token=once${open}`,
    'stop',
  ])
  await other.remove()
})

test.each([
  [['notes'], { folder: 'notes' }],
  [['notes/a.ipynb'], { folder: 'notes', notebook: 'a.ipynb' }],
  [['a.ipynb'], { folder: '.', notebook: 'a.ipynb' }],
  [['notes', 'a.ipynb'], { folder: 'notes', notebook: 'a.ipynb' }],
  [['notes', 'notes/deep/a.ipynb'], { folder: 'notes', notebook: 'deep/a.ipynb' }],
  [['.', 'notes/a.ipynb'], { folder: '.', notebook: 'notes/a.ipynb' }],
  [['notes', resolve('notes/a.ipynb')], { folder: 'notes', notebook: 'a.ipynb' }],
] as const)('%j names %j', ([path, notebook], shown) => {
  expect(readShown(path, notebook)).toEqual(shown)
})

test.each<[NodeJS.ProcessEnv, NodeJS.Platform, string | null]>([
  [{ DISPLAY: ':0' }, 'linux', null],
  [{ WAYLAND_DISPLAY: 'w' }, 'linux', null],
  [{ WSL_DISTRO_NAME: 'Debian' }, 'linux', null],
  [{}, 'darwin', null],
  [{}, 'win32', null],
  [{}, 'linux', 'there is no display'],
  [{ CI: 'true', DISPLAY: ':0' }, 'linux', 'this is a continuous integration'],
  [{ SSH_CONNECTION: 'x' }, 'darwin', 'this is a remote login'],
  [{ SSH_CONNECTION: 'x', DISPLAY: ':10' }, 'linux', null],
])('a window in %j on %s: %s', (environment, platform, reason) => {
  expect(whyNoWindow(environment, platform)).toBe(reason)
})

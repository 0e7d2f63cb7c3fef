import { spawnSync } from 'node:child_process'
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { partsBelow } from '../../../main/files/place-path.ts'
import type { NotebookPlace } from '../../../notebooks/host/index.ts'
import {
  createFileWorkplace,
  emptyNotebook,
  type FileWorkplace,
  problem,
  value,
} from './file-workplace.ts'

let workplace: FileWorkplace
beforeEach(async () => {
  workplace = await createFileWorkplace()
  await writeFile(join(dirname(workplace.folder), 'secret.ipynb'), emptyNotebook)
})
afterEach(() => workplace.remove())

const open = (path: string) => problem(workplace.page().api.open(`file:${path}`))

describe('a path leads nowhere but below the served folder:', () => {
  test.each([
    ['up', '../secret.ipynb'],
    ['up from a folder', 'a/../../secret.ipynb'],
    ['up within', 'a/../b.ipynb'],
    ['here', './b.ipynb'],
    ['an absolute path', '/etc/passwd.ipynb'],
    ['two slashes', 'a//b.ipynb'],
    ['a backslash', '..\\secret.ipynb'],
    ['a NUL', 'b.ipynb\0.txt.ipynb'],
    ['a line break', 'b\n.ipynb'],
    ['a hidden file', '.b.ipynb'],
    ['a hidden folder', '.git/b.ipynb'],
    ['nothing but the ending', '.ipynb'],
    ['a path without end', `${'a/'.repeat(3000)}b.ipynb`],
  ])('%s', async (_, path) => {
    expect(await open(path)).toMatch(/^file\/outside: /)
    const saved = { place: `file:${path}` as NotebookPlace, text: '{}', replaces: 'any' } as const
    expect(await problem(workplace.page().api.save(saved))).toMatch(/^file\/outside: /)
  })

  test('a path in percent signs is a name like any other', async () => {
    expect(await open('%2e%2e%2fsecret.ipynb')).toMatch(/^file\/not-found: /)
  })

  test('only notebooks are there, in whatever case they end', async () => {
    await workplace.write('notes.txt', 'text')
    await workplace.write('b.IPYNB', emptyNotebook)
    expect(await open('notes.txt')).toBe(
      'file/not-a-notebook: notes.txt is not the name of a notebook: it must end in .ipynb.',
    )
    expect(await open('b.IPYNB')).toBe('was not refused')
  })

  test('property: what is let through stays below', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', 'a', '~', 'c:', '\\', '\0', '%2e%2e'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(part), fc.constantFrom('linux', 'win32'), (parts, platform) => {
        const path = `${parts.join('/')}.ipynb`
        const found = partsBelow(path, platform as NodeJS.Platform)
        if (!found.ok) return
        expect(join('/served', ...found.value).startsWith('/served/')).toBe(true)
        expect(found.value.every((name) => !name.startsWith('.') && !/[\0\\]/.test(name))).toBe(
          true,
        )
      }),
    )
  })

  test.each([
    'CON.ipynb',
    'a/nul.ipynb',
    'com1.ipynb',
    'b.ipynb:stream.ipynb',
    'c:b.ipynb',
    'a./b.ipynb',
    'a /b.ipynb',
  ])('on Windows also not by %s', (path) => {
    expect(partsBelow(path, 'win32').ok).toBe(false)
    expect(partsBelow(path, 'linux').ok).toBe(true)
  })
})

describe('links', () => {
  test('to a file outside are refused, for reading and for writing', async () => {
    await symlink('../secret.ipynb', workplace.path('link.ipynb'))
    expect(await open('link.ipynb')).toBe(
      'file/outside: link.ipynb is a link out of the served folder, or to what is no notebook.',
    )
    const { api } = workplace.page()
    const saved = api.save({ place: 'file:link.ipynb', text: '{}', replaces: 'any' })
    expect(await problem(saved)).toMatch(/^file\/outside/)
  })

  test('to a folder outside are refused, for what is there and for what is not', async () => {
    await symlink('..', workplace.path('up'))
    expect(await open('up/secret.ipynb')).toMatch(/^file\/outside/)
    const { api } = workplace.page()
    const saved = api.save({ place: 'file:up/new.ipynb', text: '{}', replaces: null })
    expect(await problem(saved)).toMatch(/^file\/outside/)
    expect(await problem(api.rename('file:up/secret.ipynb', 'file:b.ipynb'))).toMatch(
      /^file\/outside/,
    )
  })

  test('within the folder are followed, and stay links when the file is saved', async () => {
    await workplace.write('a/real.ipynb', 'old')
    await symlink('a/real.ipynb', workplace.path('link.ipynb'))
    const { api } = workplace.page()
    const { version } = await value(api.open('file:link.ipynb'))
    await value(api.save({ place: 'file:link.ipynb', text: 'new', replaces: version }))
    expect(await workplace.read('a/real.ipynb')).toBe('new')
    expect(await workplace.read('link.ipynb')).toBe('new')
  })

  test('to hidden files and to what is no notebook are refused', async () => {
    await workplace.write('.git/config', 'secret')
    await symlink('.git/config', workplace.path('link.ipynb'))
    expect(await open('link.ipynb')).toMatch(/^file\/outside/)
  })

  test('to nothing and back to themselves are refused', async () => {
    await symlink('nothing.ipynb', workplace.path('dangling.ipynb'))
    await symlink('loop.ipynb', workplace.path('loop.ipynb'))
    const { api } = workplace.page()
    expect(await open('dangling.ipynb')).toMatch(/^file\/not-found/)
    expect(await open('loop.ipynb')).toBe(
      'file/failed: loop.ipynb is a link that leads back to itself.',
    )
    const saved = api.save({ place: 'file:dangling.ipynb', text: '{}', replaces: null })
    expect(await problem(saved)).toMatch(/^file\/not-found/)
  })

  test('put in the place of the served folder itself lead nowhere', async () => {
    await workplace.write('a.ipynb', emptyNotebook)
    const elsewhere = `${workplace.folder}-elsewhere`
    await mkdir(elsewhere)
    await writeFile(join(elsewhere, 'a.ipynb'), emptyNotebook)
    await rename(workplace.folder, `${workplace.folder}-before`)
    await symlink(elsewhere, workplace.folder)
    expect(await open('a.ipynb')).toMatch(/^file\/outside/)
  })
})

test.skipIf(process.platform === 'win32')('a pipe is refused without waiting for it', async () => {
  spawnSync('mkfifo', [workplace.path('pipe.ipynb')])
  expect(await open('pipe.ipynb')).toBe(
    'file/not-a-notebook: pipe.ipynb is not a file that can be read.',
  )
})

test('a folder named as a notebook is refused', async () => {
  await mkdir(workplace.path('folder.ipynb'))
  expect(await open('folder.ipynb')).toMatch(/^file\/not-a-notebook: folder.ipynb is a folder/)
})

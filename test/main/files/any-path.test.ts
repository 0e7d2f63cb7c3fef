import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anyPath } from '../../../main/files/any-path.ts'
import { createFileHost } from '../../../main/files/index.ts'
import { problem, value } from './file-workplace.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'replilab-any-')))
})
afterEach(() => rm(folder, { recursive: true }))

test('any absolute path of a notebook is a place, by its real path', async () => {
  await writeFile(join(folder, 'a.ipynb'), '')
  await symlink('a.ipynb', join(folder, 'link.ipynb'))
  expect(await value(anyPath.locate(`file:${join(folder, 'link.ipynb')}`))).toEqual({
    path: join(folder, 'a.ipynb'),
    name: join(folder, 'link.ipynb'),
  })
  await symlink('/etc/hostname', join(folder, 'other.ipynb'))
  expect(await problem(anyPath.locate(`file:${join(folder, 'other.ipynb')}`))).toMatch(
    /^file\/outside: .* is a link to what is no notebook\.$/,
  )
  expect(anyPath.placeAt('/x/a.ipynb')).toBe('file:/x/a.ipynb')
})

test.each([
  ['a.ipynb', 'file/outside'],
  ['../a.ipynb', 'file/outside'],
  ['/a\0.ipynb', 'file/outside'],
  [`/${'a'.repeat(5000)}.ipynb`, 'file/outside'],
  ['/etc/passwd', 'file/not-a-notebook'],
  ['/nowhere/a.ipynb', 'file/not-found'],
])('%j is refused', async (path, code) => {
  expect(await problem(anyPath.locate(`file:${path}`))).toContain(`${code}: `)
})

test('pages over any path open, save and recall by absolute path, and list no folder', async () => {
  await writeFile(join(folder, 'a.ipynb'), 'first')
  const host = createFileHost({
    places: anyPath,
    libraryFolder: folder,
    userFolders: { config: join(folder, 'home'), data: join(folder, 'home') },
    nowMillis: () => 1,
    report: ({ message }) => expect.unreachable(message),
  })
  const { api } = host.openPage({
    fileChanged: () => undefined,
    settingsChanged: () => undefined,
  })
  const place = `file:${join(folder, 'a.ipynb')}` as const
  const { version } = await value(api.open(place))
  await value(api.save({ place, text: 'second', replaces: version }))
  expect(await api.listRecent()).toEqual([{ place, title: 'a.ipynb', openedMillis: 1 }])
  expect(await api.listFolder()).toEqual({ entries: [] })
  await host.stop()
})
